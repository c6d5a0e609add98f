SELECT "Row"."id", "Row"."name"
  FROM "Rows" AS "Row"
  WHERE "Row"."name" <> $1::text
  ORDER BY "Row"."id"
  LIMIT $2::int8
-- 2 rows

SELECT "Row"."id", "Row"."name"
  FROM "Rows" AS "Row"
  ORDER BY "Row"."id"
  LIMIT $1::int8
-- 5 rows

SELECT "Row"."id", "Row"."name"
  FROM "Rows" AS "Row"
  ORDER BY "Row"."id"
  LIMIT $1::int8
  OFFSET $2::int8
-- 2 rows

SELECT "Row"."id", "Row"."name"
  FROM "Rows" AS "Row"
  ORDER BY "Row"."id"
  LIMIT $1::int8
-- 1 rows

SELECT count(*)::int4
  FROM "Rows" AS "Row"
-- 1 rows

SELECT count(*)::int4
  FROM "Rows" AS "Row"
-- 1 rows

SELECT count(*)::int4
  FROM "Rows" AS "Row"
  WHERE "Row"."name" <> $1::text
-- 1 rows

SELECT count(*)::int4
  FROM "Rows" AS "Row"
-- 1 rows

