SELECT "Lease"."id", "Lease"."start", "tenant"."id" AS "tenant.id", "tenant"."name" AS "tenant.name"
  FROM "Leases" AS "Lease"
  LEFT OUTER JOIN "Tenants" AS "tenant" ON "Lease"."tenantId" = "tenant"."id"
  WHERE "Lease"."status" = $1::text
  ORDER BY "Lease"."start" DESC, "Lease"."id"
-- 1 rows

SELECT "id", "end"
  FROM "Leases" AS "Lease"
  WHERE "Lease"."status" = $1::text
  ORDER BY "Lease"."start" DESC, "Lease"."id"
-- 1 rows

SELECT "Lease"."id", "Lease"."start", "tenant"."id" AS "tenant.id", "tenant"."phone" AS "tenant.phone"
  FROM "Leases" AS "Lease"
  LEFT OUTER JOIN "Tenants" AS "tenant" ON "Lease"."tenantId" = "tenant"."id"
  WHERE "Lease"."id" = $1::int4
  ORDER BY "Lease"."id"
  LIMIT $2::int8
-- 1 rows

