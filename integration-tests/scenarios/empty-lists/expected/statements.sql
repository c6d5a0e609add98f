SELECT "id", "name"
  FROM "Rooms" AS "Room"
  ORDER BY "Room"."id"
-- 0 rows

SELECT "id", "name"
  FROM "Guests" AS "Guest"
  ORDER BY "Guest"."id"
-- 1 rows

SELECT "id", "nights", "Stay"."guestId" AS "livegraft owner"
  FROM "Stays" AS "Stay"
  WHERE "Stay"."guestId" = ANY($1::int4[])
  ORDER BY "Stay"."id"
-- 0 rows

