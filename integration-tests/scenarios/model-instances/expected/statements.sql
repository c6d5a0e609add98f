SELECT "Book"."id", "Book"."pages", "Book"."printed", "Book"."price", "Book"."shelfId", "shelf"."id", "shelf"."label"
  FROM "Books" AS "Book"
  LEFT OUTER JOIN "Shelves" AS "shelf" ON "shelf"."id" = "Book"."shelfId"
  WHERE "Book"."id" = ANY($1::int4[])
  ORDER BY "Book"."id"
-- 3 rows

SELECT "Note"."id", "Note"."text", "Note"."bookId"
  FROM "Notes" AS "Note"
  WHERE "Note"."bookId" = ANY($1::int4[])
  ORDER BY "Note"."id"
-- 1 rows

