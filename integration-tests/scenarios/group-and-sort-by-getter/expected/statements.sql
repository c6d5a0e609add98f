SELECT "id", "title", "status"
  FROM "Requests" AS "Request"
  ORDER BY "Request"."id"
-- 3 rows

