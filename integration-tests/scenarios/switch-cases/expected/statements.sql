SELECT "Request"."id", "Request"."status", "Request"."title", "Request"."price", (SELECT count(*)::int4
  FROM "Notes" AS "counted notes"
  WHERE "counted notes"."requestId" = "Request"."id") AS "notesCount", "tenant"."id" AS "tenant.id", "tenant"."email" AS "tenant.email", "tenant"."name" AS "tenant.name"
  FROM "Requests" AS "Request"
  LEFT OUTER JOIN "Tenants" AS "tenant" ON "Request"."tenantId" = "tenant"."id"
  ORDER BY "Request"."id"
-- 3 rows

