SELECT "Shelf"."id", "Shelf"."label"
  FROM "shelves" AS "Shelf"
  ORDER BY "Shelf"."id"
  LIMIT $1::int8
-- 2 rows

SELECT "Book"."id", "Book"."title", "Book"."pages", "Book"."language", "Book"."shelfId"
  FROM "Books" AS "Book"
  WHERE "Book"."shelfId" = ANY($1::int4[])
  ORDER BY "Book"."id"
-- 3 rows

