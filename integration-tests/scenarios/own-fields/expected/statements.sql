SELECT "City"."id", "City"."name", "City"."twinId"
  FROM "Cities" AS "City"
  ORDER BY "City"."id"
  LIMIT $1::int8
-- 3 rows

SELECT "Station"."id", "Station"."cityId"
  FROM "Stations" AS "Station"
  WHERE "Station"."cityId" = ANY($1::int4[])
  ORDER BY "Station"."id"
-- 3 rows

SELECT "Station"."id", "keeper"."id", "keeper"."name"
  FROM "Stations" AS "Station"
  LEFT OUTER JOIN "Keepers" AS "keeper" ON "keeper"."id" = "Station"."keeperId"
  WHERE "Station"."id" = ANY($1::int4[])
  ORDER BY "Station"."id"
-- 2 rows

SELECT "City"."id", (SELECT count(*)::int4
  FROM "Stations" AS "counted stations"
  WHERE "counted stations"."cityId" = "City"."id") AS "stationsCount"
  FROM "Cities" AS "City"
  WHERE "City"."id" = ANY($1::int4[])
  ORDER BY "City"."id"
-- 2 rows

