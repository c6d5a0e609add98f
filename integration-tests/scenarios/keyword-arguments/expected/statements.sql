SELECT "id", "title", "price"
  FROM "Requests" AS "Request"
  ORDER BY "Request"."id"
-- 3 rows

