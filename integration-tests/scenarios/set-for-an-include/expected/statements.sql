SELECT "Request"."id", "tenant"."id" AS "tenant.id", "tenant"."name" AS "tenant.name"
  FROM "Requests" AS "Request"
  LEFT OUTER JOIN "Tenants" AS "tenant" ON "Request"."tenantId" = "tenant"."id"
  ORDER BY "Request"."id"
-- 3 rows

SELECT "Tag"."id", "Tag"."label", "RequestTag"."RequestId" AS "RequestTag.RequestId", "RequestTag"."TagId" AS "RequestTag.TagId"
  FROM "Tags" AS "Tag"
  INNER JOIN "RequestTag" AS "RequestTag" ON "Tag"."id" = "RequestTag"."TagId"
  WHERE "RequestTag"."RequestId" = ANY($1::int4[])
  ORDER BY "Tag"."id"
-- 3 rows

