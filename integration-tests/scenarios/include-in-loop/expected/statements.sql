SELECT "id", "label"
  FROM "shelves" AS "Shelf"
  ORDER BY "Shelf"."id"
-- 2 rows

SELECT "id", "title", "pages", "language", "Book"."shelfId" AS "livegraft owner"
  FROM "Books" AS "Book"
  WHERE "Book"."shelfId" = ANY($1::int4[])
  ORDER BY "Book"."id"
-- 3 rows

