SELECT "Lease"."id", "Lease"."start", "tenant"."id", "tenant"."name"
  FROM "Leases" AS "Lease"
  LEFT OUTER JOIN "Tenants" AS "tenant" ON "tenant"."id" = "Lease"."tenantId"
  WHERE "Lease"."status" = $1::text
  ORDER BY "Lease"."start" DESC, "Lease"."id"
  LIMIT $2::int8
-- 1 rows

SELECT "Lease"."id", "Lease"."end"
  FROM "Leases" AS "Lease"
  WHERE "Lease"."status" = $1::text
  ORDER BY "Lease"."start" DESC, "Lease"."id"
  LIMIT $2::int8
-- 1 rows

SELECT "Lease"."id", "tenant"."id", "tenant"."phone"
  FROM "Leases" AS "Lease"
  LEFT OUTER JOIN "Tenants" AS "tenant" ON "tenant"."id" = "Lease"."tenantId"
  WHERE "Lease"."id" = ANY($1::int4[])
  ORDER BY "Lease"."id"
-- 1 rows

