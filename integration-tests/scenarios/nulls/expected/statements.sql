SELECT "Request"."id", "Request"."title", "tenant"."id" AS "tenant.id", "tenant"."name" AS "tenant.name", "tenant"."email" AS "tenant.email"
  FROM "Requests" AS "Request"
  LEFT OUTER JOIN "Tenants" AS "tenant" ON "Request"."tenantId" = "tenant"."id"
  ORDER BY "Request"."id"
-- 3 rows

SELECT "id", "title", "Request"."tenantId" AS "livegraft owner"
  FROM "Requests" AS "Request"
  WHERE "Request"."tenantId" = ANY($1::int4[])
  ORDER BY "Request"."id"
-- 2 rows

