SELECT "Request"."id", "Request"."title", "tenant"."id" AS "tenant.id", "tenant"."flat" AS "tenant.flat", "tenant->user"."id" AS "tenant.user.id", "tenant->user"."email" AS "tenant.user.email", "property"."id" AS "property.id", "property"."name" AS "property.name"
  FROM "Requests" AS "Request"
  LEFT OUTER JOIN "Tenants" AS "tenant" ON "Request"."tenantId" = "tenant"."id"
  LEFT OUTER JOIN "Users" AS "tenant->user" ON "tenant"."userId" = "tenant->user"."id"
  LEFT OUTER JOIN "Properties" AS "property" ON "Request"."propertyId" = "property"."id"
  ORDER BY "Request"."id"
-- 3 rows

