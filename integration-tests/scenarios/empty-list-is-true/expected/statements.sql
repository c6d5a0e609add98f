SELECT "id", "title", (SELECT count(*)::int4
  FROM "Tags" AS "counted tags"
  INNER JOIN "RequestTag" AS "through tags" ON "through tags"."TagId" = "counted tags"."id"
  WHERE "through tags"."RequestId" = "Request"."id") AS "tagsCount"
  FROM "Requests" AS "Request"
  ORDER BY "Request"."id"
-- 3 rows

SELECT "id", "Note"."requestId" AS "livegraft owner"
  FROM "Notes" AS "Note"
  WHERE "Note"."requestId" = ANY($1::int4[])
  ORDER BY "Note"."id"
-- 3 rows

