SELECT "Room"."id", "Room"."name"
  FROM "Rooms" AS "Room"
  ORDER BY "Room"."id"
  LIMIT $1::int8
-- 0 rows

SELECT "Guest"."id", "Guest"."name"
  FROM "Guests" AS "Guest"
  ORDER BY "Guest"."id"
  LIMIT $1::int8
-- 1 rows

SELECT "Stay"."id", "Stay"."nights", "Stay"."guestId"
  FROM "Stays" AS "Stay"
  WHERE "Stay"."guestId" = ANY($1::int4[])
  ORDER BY "Stay"."id"
-- 0 rows

