SELECT "Request"."id", "property"."id" AS "property.id", "property"."street" AS "property.street", "property"."number" AS "property.number", "tenant"."id" AS "tenant.id", "tenant"."name" AS "tenant.name", "tenant"."flat" AS "tenant.flat"
  FROM "Requests" AS "Request"
  LEFT OUTER JOIN "Properties" AS "property" ON "Request"."propertyId" = "property"."id"
  LEFT OUTER JOIN "Tenants" AS "tenant" ON "Request"."tenantId" = "tenant"."id"
  ORDER BY "Request"."id"
-- 2 rows

SELECT "Tag"."id", "RequestTag"."RequestId" AS "RequestTag.RequestId", "RequestTag"."TagId" AS "RequestTag.TagId"
  FROM "Tags" AS "Tag"
  INNER JOIN "RequestTag" AS "RequestTag" ON "Tag"."id" = "RequestTag"."TagId"
  WHERE "RequestTag"."RequestId" = ANY($1::int4[])
  ORDER BY "Tag"."id"
-- 2 rows

