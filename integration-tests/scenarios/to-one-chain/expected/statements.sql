SELECT "Request"."id", "Request"."title", "tenant"."id", "tenant"."flat", "tenant->user"."id", "tenant->user"."email", "property"."id", "property"."name"
  FROM "Requests" AS "Request"
  LEFT OUTER JOIN "Tenants" AS "tenant" ON "tenant"."id" = "Request"."tenantId"
  LEFT OUTER JOIN "Users" AS "tenant->user" ON "tenant->user"."id" = "tenant"."userId"
  LEFT OUTER JOIN "Properties" AS "property" ON "property"."id" = "Request"."propertyId"
  ORDER BY "Request"."id"
  LIMIT $1::int8
-- 3 rows

