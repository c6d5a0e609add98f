SELECT "id", "openedAt", "price", "status", "title"
  FROM "Requests" AS "Request"
  ORDER BY "Request"."id"
-- 3 rows

