SELECT "Request"."id", "Request"."title", "Request"."status"
  FROM "Requests" AS "Request"
  ORDER BY "Request"."id"
  LIMIT $1::int8
-- 3 rows

