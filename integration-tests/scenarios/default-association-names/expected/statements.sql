SELECT "Author"."id", "Author"."name", "City"."id" AS "City.id", "City"."name" AS "City.name"
  FROM "Authors" AS "Author"
  LEFT OUTER JOIN "Cities" AS "City" ON "Author"."CityId" = "City"."id"
  ORDER BY "Author"."id"
-- 2 rows

SELECT "id", "title", "Book"."AuthorId" AS "livegraft owner"
  FROM "Books" AS "Book"
  WHERE "Book"."AuthorId" = ANY($1::int4[])
  ORDER BY "Book"."id"
-- 2 rows

SELECT "Tag"."id", "Tag"."label", "BookTag"."BookId" AS "BookTag.BookId", "BookTag"."TagId" AS "BookTag.TagId"
  FROM "Tags" AS "Tag"
  INNER JOIN "BookTag" AS "BookTag" ON "Tag"."id" = "BookTag"."TagId"
  WHERE "BookTag"."BookId" = ANY($1::int4[])
  ORDER BY "Tag"."id"
-- 1 rows

SELECT "id", "name"
  FROM "Cities" AS "City"
  ORDER BY "City"."id"
-- 2 rows

SELECT "id", "name", "Author"."CityId" AS "livegraft owner"
  FROM "Authors" AS "Author"
  WHERE "Author"."CityId" = ANY($1::int4[])
  ORDER BY "Author"."id"
-- 1 rows

