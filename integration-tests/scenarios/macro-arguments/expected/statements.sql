SELECT "Request"."id", "Request"."title", "Request"."status", "tenant"."id" AS "tenant.id", "tenant"."name" AS "tenant.name"
  FROM "Requests" AS "Request"
  LEFT OUTER JOIN "Tenants" AS "tenant" ON "Request"."tenantId" = "tenant"."id"
  ORDER BY "Request"."id"
-- 3 rows

SELECT "id", "text", "Note"."requestId" AS "livegraft owner"
  FROM "Notes" AS "Note"
  WHERE "Note"."requestId" = ANY($1::int4[])
  ORDER BY "Note"."id"
-- 3 rows

