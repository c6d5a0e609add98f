SELECT "Request"."id", "tenant"."id", "tenant"."floor", "tenant"."email"
  FROM "Requests" AS "Request"
  LEFT OUTER JOIN "Tenants" AS "tenant" ON "tenant"."id" = "Request"."tenantId"
  ORDER BY "Request"."id"
  LIMIT $1::int8
-- 3 rows

