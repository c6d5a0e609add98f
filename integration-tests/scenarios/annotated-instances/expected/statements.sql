SELECT "Shelf"."id", "Shelf"."label", (SELECT count(*)::int4
  FROM "Books" AS "counted books"
  WHERE "counted books"."shelfId" = "Shelf"."id") AS "books_total", (SELECT count(*)::int4
  FROM "Books" AS "counted books"
  WHERE "counted books"."shelfId" = "Shelf"."id") AS "booksCount", "room"."id" AS "room.id", "room"."name" AS "room.name"
  FROM "Shelves" AS "Shelf"
  LEFT OUTER JOIN "Rooms" AS "room" ON "Shelf"."roomId" = "room"."id"
  WHERE "Shelf"."id" = ANY($1::int4[])
  ORDER BY "Shelf"."id"
-- 2 rows

