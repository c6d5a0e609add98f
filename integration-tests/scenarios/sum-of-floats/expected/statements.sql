SELECT "id", "price", "priority"
  FROM "Requests" AS "Request"
  ORDER BY "Request"."id"
-- 3 rows

