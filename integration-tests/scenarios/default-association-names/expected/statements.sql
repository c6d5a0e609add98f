SELECT "Author"."id", "Author"."name", "City"."id", "City"."name"
  FROM "Authors" AS "Author"
  LEFT OUTER JOIN "Cities" AS "City" ON "City"."id" = "Author"."CityId"
  ORDER BY "Author"."id"
  LIMIT $1::int8
-- 2 rows

SELECT "City"."id", "City"."name"
  FROM "Cities" AS "City"
  ORDER BY "City"."id"
  LIMIT $1::int8
-- 2 rows

SELECT "Book"."id", "Book"."title", "Book"."AuthorId"
  FROM "Books" AS "Book"
  WHERE "Book"."AuthorId" = ANY($1::int4[])
  ORDER BY "Book"."id"
-- 2 rows

SELECT "Author"."id", "Author"."name", "Author"."CityId"
  FROM "Authors" AS "Author"
  WHERE "Author"."CityId" = ANY($1::int4[])
  ORDER BY "Author"."id"
-- 1 rows

SELECT "Tag"."id", "Tag"."label", "Tag through"."BookId"
  FROM "Tags" AS "Tag"
  INNER JOIN "BookTag" AS "Tag through" ON "Tag through"."TagId" = "Tag"."id"
  WHERE "Tag through"."BookId" = ANY($1::int4[])
  ORDER BY "Tag"."id"
-- 1 rows

