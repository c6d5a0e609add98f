SELECT "Seat"."row", "Seat"."no" AS "number", "Seat"."price", "hall"."id" AS "hall.id", "hall"."name" AS "hall.name"
  FROM "Seats" AS "Seat"
  LEFT OUTER JOIN "Halls" AS "hall" ON "Seat"."hallId" = "hall"."id"
  WHERE "Seat"."price" = ANY($1::int4[])
  ORDER BY "Seat"."price", "Seat"."row", "Seat"."no"
-- 3 rows

SELECT "hallId", "day", "guest", "Booking"."hallId" AS "livegraft owner"
  FROM "Bookings" AS "Booking"
  WHERE "Booking"."hallId" = ANY($1::int4[])
  ORDER BY "Booking"."hallId", "Booking"."day"
-- 2 rows

