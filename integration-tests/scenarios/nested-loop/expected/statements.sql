SELECT "Author"."id", "Author"."name"
  FROM "Authors" AS "Author"
  ORDER BY "Author"."name" DESC, "Author"."id"
  LIMIT $1::int8
-- 3 rows

SELECT "Book"."id", "Book"."title", "Book"."year", "Book"."AuthorId"
  FROM "Books" AS "Book"
  WHERE "Book"."AuthorId" = ANY($1::int4[])
  ORDER BY "Book"."id"
-- 3 rows

SELECT "Tag"."id", "Tag"."label", "Tag through"."BookId"
  FROM "Tags" AS "Tag"
  INNER JOIN "BookTag" AS "Tag through" ON "Tag through"."TagId" = "Tag"."id"
  WHERE "Tag through"."BookId" = ANY($1::int4[])
  ORDER BY "Tag"."id"
-- 3 rows

