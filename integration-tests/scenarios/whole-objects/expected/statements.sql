SELECT "Request"."id", "Request"."title", "Request"."status", "Request"."priority", "Request"."price", "Request"."openedAt", "Request"."tenantId", "tenant"."id" AS "tenant.id", "tenant"."name" AS "tenant.name", "tenant"."email" AS "tenant.email", "tenant"."floor" AS "tenant.floor"
  FROM "Requests" AS "Request"
  LEFT OUTER JOIN "Tenants" AS "tenant" ON "Request"."tenantId" = "tenant"."id"
  WHERE "Request"."id" = $1::int4
  ORDER BY "Request"."id"
  LIMIT $2::int8
-- 1 rows

