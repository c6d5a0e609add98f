SELECT "Request"."id", "Request"."title", "Request"."status", "tenant"."id" AS "tenant.id", "tenant"."name" AS "tenant.name", "tenant"."floor" AS "tenant.floor", "tenant"."email" AS "tenant.email"
  FROM "Requests" AS "Request"
  LEFT OUTER JOIN "Tenants" AS "tenant" ON "Request"."tenantId" = "tenant"."id"
  ORDER BY "Request"."id"
-- 3 rows

