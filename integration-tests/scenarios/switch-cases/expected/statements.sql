SELECT "Request"."id", "Request"."status", "Request"."title", "Request"."price", (SELECT count(*)::int4
  FROM "Notes" AS "counted notes"
  WHERE "counted notes"."requestId" = "Request"."id") AS "notesCount", "tenant"."id", "tenant"."email", "tenant"."name"
  FROM "Requests" AS "Request"
  LEFT OUTER JOIN "Tenants" AS "tenant" ON "tenant"."id" = "Request"."tenantId"
  ORDER BY "Request"."id"
  LIMIT $1::int8
-- 3 rows

