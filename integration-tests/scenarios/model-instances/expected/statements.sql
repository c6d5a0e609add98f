SELECT "Book"."id", "Book"."title", "Book"."pages", "Book"."printed", "Book"."price", "shelf"."id" AS "shelf.id", "shelf"."label" AS "shelf.label"
  FROM "Books" AS "Book"
  LEFT OUTER JOIN "Shelves" AS "shelf" ON "Book"."shelfId" = "shelf"."id"
  WHERE "Book"."id" = ANY($1::int4[])
  ORDER BY "Book"."id"
-- 3 rows

SELECT "id", "text", "Note"."bookId" AS "livegraft owner"
  FROM "Notes" AS "Note"
  WHERE "Note"."bookId" = ANY($1::int4[])
  ORDER BY "Note"."id"
-- 1 rows

