SELECT "Request"."id", "Request"."openedYear", "Request"."title"
  FROM "Requests" AS "Request"
  ORDER BY "Request"."id"
  LIMIT $1::int8
-- 3 rows

