SELECT "Shelf"."id", (SELECT count(*)::int4
  FROM "Books" AS "counted books"
  WHERE "counted books"."shelfId" = "Shelf"."id") AS "books_total", (SELECT count(*)::int4
  FROM "Books" AS "counted books 2"
  WHERE "counted books 2"."shelfId" = "Shelf"."id") AS "booksCount", "room"."id", "room"."name"
  FROM "Shelves" AS "Shelf"
  LEFT OUTER JOIN "Rooms" AS "room" ON "room"."id" = "Shelf"."roomId"
  WHERE "Shelf"."id" = ANY($1::int4[])
  ORDER BY "Shelf"."id"
-- 2 rows

