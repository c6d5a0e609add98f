SELECT "id", "name"
  FROM "Authors" AS "Author"
  ORDER BY "Author"."name" DESC, "Author"."id"
-- 3 rows

SELECT "id", "title", "year", "Book"."AuthorId" AS "livegraft owner"
  FROM "Books" AS "Book"
  WHERE "Book"."AuthorId" = ANY($1::int4[])
  ORDER BY "Book"."id"
-- 3 rows

SELECT "Tag"."id", "Tag"."label", "BookTag"."BookId" AS "BookTag.BookId", "BookTag"."TagId" AS "BookTag.TagId"
  FROM "Tags" AS "Tag"
  INNER JOIN "BookTag" AS "BookTag" ON "Tag"."id" = "BookTag"."TagId"
  WHERE "BookTag"."BookId" = ANY($1::int4[])
  ORDER BY "Tag"."id"
-- 3 rows

