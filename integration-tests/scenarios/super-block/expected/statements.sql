SELECT "Request"."id", "Request"."status", "Request"."title", "tenant"."id", "tenant"."name"
  FROM "Requests" AS "Request"
  LEFT OUTER JOIN "Tenants" AS "tenant" ON "tenant"."id" = "Request"."tenantId"
  ORDER BY "Request"."id"
  LIMIT $1::int8
-- 3 rows

SELECT "Tag"."id", "Tag"."label"
  FROM "Tags" AS "Tag"
  ORDER BY "Tag"."id"
  LIMIT $1::int8
-- 2 rows

