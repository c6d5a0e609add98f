SELECT "Book"."id"
  FROM "Books" AS "Book"
  ORDER BY "Book"."id"
  LIMIT $1::int8
-- 2 rows

SELECT "Tag"."id", "Tag"."label", "Tag"."size", "Tag"."color", "Tag through"."book_id"
  FROM "Tags" AS "Tag"
  INNER JOIN "book_tags" AS "Tag through" ON "Tag through"."tag_id" = "Tag"."id"
  WHERE "Tag through"."book_id" = ANY($1::int4[])
  ORDER BY "Tag"."id"
-- 3 rows

SELECT "Writer"."id", "Writer"."name", "Writer through"."BookId"
  FROM "people" AS "Writer"
  INNER JOIN "Authorship" AS "Writer through" ON "Writer through"."WriterId" = "Writer"."id"
  WHERE "Writer through"."BookId" = ANY($1::int4[])
  ORDER BY "Writer"."id"
-- 1 rows

