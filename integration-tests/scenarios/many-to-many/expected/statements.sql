SELECT "id"
  FROM "Books" AS "Book"
  ORDER BY "Book"."id"
-- 2 rows

SELECT "Tag"."id", "Tag"."label", "Tag"."size", "Tag"."color", "book_tags"."book_id" AS "book_tags.book_id", "book_tags"."tag_id" AS "book_tags.tag_id"
  FROM "Tags" AS "Tag"
  INNER JOIN "book_tags" AS "book_tags" ON "Tag"."id" = "book_tags"."tag_id"
  WHERE "book_tags"."book_id" = ANY($1::int4[])
  ORDER BY "Tag"."id"
-- 3 rows

SELECT "Writer"."id", "Writer"."name", "Authorship"."BookId" AS "Authorship.BookId", "Authorship"."WriterId" AS "Authorship.WriterId"
  FROM "people" AS "Writer"
  INNER JOIN "Authorship" AS "Authorship" ON "Writer"."id" = "Authorship"."WriterId"
  WHERE "Authorship"."BookId" = ANY($1::int4[])
  ORDER BY "Writer"."id"
-- 1 rows

