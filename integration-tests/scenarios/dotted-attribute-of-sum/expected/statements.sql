SELECT "Request"."id", "tenant"."id" AS "tenant.id", "tenant"."floor" AS "tenant.floor", "tenant"."email" AS "tenant.email"
  FROM "Requests" AS "Request"
  LEFT OUTER JOIN "Tenants" AS "tenant" ON "Request"."tenantId" = "tenant"."id"
  ORDER BY "Request"."id"
-- 3 rows

