SELECT "Request"."id", "property"."id", "property"."street", "property"."number", "tenant"."id", "tenant"."name", "tenant"."flat"
  FROM "Requests" AS "Request"
  LEFT OUTER JOIN "Properties" AS "property" ON "property"."id" = "Request"."propertyId"
  LEFT OUTER JOIN "Tenants" AS "tenant" ON "tenant"."id" = "Request"."tenantId"
  ORDER BY "Request"."id"
  LIMIT $1::int8
-- 2 rows

SELECT "Tag"."id", "Tag through"."RequestId"
  FROM "Tags" AS "Tag"
  INNER JOIN "RequestTag" AS "Tag through" ON "Tag through"."TagId" = "Tag"."id"
  WHERE "Tag through"."RequestId" = ANY($1::int4[])
  ORDER BY "Tag"."id"
-- 2 rows

