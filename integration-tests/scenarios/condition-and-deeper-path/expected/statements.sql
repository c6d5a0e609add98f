SELECT "Request"."id", "tenant"."id" AS "tenant.id", "tenant->user"."id" AS "tenant.user.id", "tenant->user"."email" AS "tenant.user.email", "property"."id" AS "property.id"
  FROM "Requests" AS "Request"
  LEFT OUTER JOIN "Tenants" AS "tenant" ON "Request"."tenantId" = "tenant"."id"
  LEFT OUTER JOIN "Users" AS "tenant->user" ON "tenant"."userId" = "tenant->user"."id"
  LEFT OUTER JOIN "Properties" AS "property" ON "Request"."propertyId" = "property"."id"
  ORDER BY "Request"."id"
-- 2 rows

SELECT "id", "Note"."requestId" AS "livegraft owner"
  FROM "Notes" AS "Note"
  WHERE "Note"."requestId" = ANY($1::int4[])
  ORDER BY "Note"."id"
-- 2 rows

