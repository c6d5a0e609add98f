SELECT "id"
  FROM "Requests" AS "Request"
  ORDER BY "Request"."id"
-- 3 rows

SELECT "id"
  FROM "Requests" AS "Request"
  WHERE "Request"."id" = $1::int4
  ORDER BY "Request"."id"
  LIMIT $2::int8
-- 1 rows

