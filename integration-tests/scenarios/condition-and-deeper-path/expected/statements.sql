SELECT "Request"."id", "tenant"."id", "tenant->user"."id", "tenant->user"."email", "property"."id"
  FROM "Requests" AS "Request"
  LEFT OUTER JOIN "Tenants" AS "tenant" ON "tenant"."id" = "Request"."tenantId"
  LEFT OUTER JOIN "Users" AS "tenant->user" ON "tenant->user"."id" = "tenant"."userId"
  LEFT OUTER JOIN "Properties" AS "property" ON "property"."id" = "Request"."propertyId"
  ORDER BY "Request"."id"
  LIMIT $1::int8
-- 2 rows

SELECT "Note"."id", "Note"."requestId"
  FROM "Notes" AS "Note"
  WHERE "Note"."requestId" = ANY($1::int4[])
  ORDER BY "Note"."id"
-- 2 rows

