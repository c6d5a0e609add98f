SELECT "Seat"."row", "Seat"."no", "Seat"."price", "hall"."id", "hall"."name"
  FROM "Seats" AS "Seat"
  LEFT OUTER JOIN "Halls" AS "hall" ON "hall"."id" = "Seat"."hallId"
  WHERE "Seat"."price" = ANY($1::int4[])
  ORDER BY "Seat"."price", "Seat"."row", "Seat"."no"
  LIMIT $2::int8
-- 3 rows

SELECT "Booking"."hallId", "Booking"."day", "Booking"."guest", "Booking"."hallId"
  FROM "Bookings" AS "Booking"
  WHERE "Booking"."hallId" = ANY($1::int4[])
  ORDER BY "Booking"."hallId", "Booking"."day"
-- 2 rows

