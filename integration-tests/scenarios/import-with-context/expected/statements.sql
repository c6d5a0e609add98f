SELECT "id", "title"
  FROM "Requests" AS "Request"
  ORDER BY "Request"."id"
-- 3 rows

