SELECT "City"."country", count(*)::int4, sum("City"."people")::float8
  FROM "Cities" AS "City"
  GROUP BY 1
  ORDER BY 1
  LIMIT $1::int8
-- 2 rows

SELECT "City"."id", "City"."name", "City"."country"
  FROM "Cities" AS "City"
  ORDER BY "City"."people" DESC, "City"."id"
  LIMIT $1::int8
-- 1 rows

SELECT "City"."id", "City"."name"
  FROM "Cities" AS "City"
  WHERE "City"."name" = $1::text
  ORDER BY "City"."id"
  LIMIT $2::int8
-- 1 rows

