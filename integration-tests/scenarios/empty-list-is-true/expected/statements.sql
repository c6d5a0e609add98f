SELECT "Request"."id", "Request"."title", (SELECT count(*)::int4
  FROM "Tags" AS "counted tags"
  INNER JOIN "RequestTag" AS "counted tags through" ON "counted tags through"."TagId" = "counted tags"."id"
  WHERE "counted tags through"."RequestId" = "Request"."id") AS "tagsCount"
  FROM "Requests" AS "Request"
  ORDER BY "Request"."id"
  LIMIT $1::int8
-- 3 rows

SELECT "Note"."id", "Note"."requestId"
  FROM "Notes" AS "Note"
  WHERE "Note"."requestId" = ANY($1::int4[])
  ORDER BY "Note"."id"
-- 3 rows

