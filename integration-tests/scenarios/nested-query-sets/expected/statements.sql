SELECT "Request"."id", "Request"."title", "tenant"."id", "tenant"."name"
  FROM "Requests" AS "Request"
  LEFT OUTER JOIN "Tenants" AS "tenant" ON "tenant"."id" = "Request"."tenantId"
  ORDER BY "Request"."id" DESC
  LIMIT $1::int8
-- 1 rows

SELECT "Tenant"."id", "Tenant"."name"
  FROM "Tenants" AS "Tenant"
  ORDER BY "Tenant"."id"
  LIMIT $1::int8
-- 2 rows

SELECT "Request"."id", "Request"."title"
  FROM "Requests" AS "Request"
  WHERE "Request"."status" = $1::text
  ORDER BY "Request"."id"
  LIMIT $2::int8
-- 2 rows

SELECT "Request"."id", "Request"."title"
  FROM "Requests" AS "Request"
  WHERE "Request"."status" = $1::text
  ORDER BY "Request"."id"
  LIMIT $2::int8
-- 1 rows

SELECT count(*)::int4
  FROM "Requests" AS "Request"
-- 1 rows

