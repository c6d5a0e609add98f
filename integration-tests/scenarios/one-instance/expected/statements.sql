SELECT "Lease"."id", "tenant"."id", "tenant"."name", "property"."id", "property->city"."id", "property->city"."name"
  FROM "Leases" AS "Lease"
  LEFT OUTER JOIN "Tenants" AS "tenant" ON "tenant"."id" = "Lease"."tenantId"
  LEFT OUTER JOIN "Properties" AS "property" ON "property"."id" = "Lease"."propertyId"
  LEFT OUTER JOIN "Cities" AS "property->city" ON "property->city"."id" = "property"."cityId"
  WHERE "Lease"."id" = ANY($1::int8[])
  ORDER BY "Lease"."id"
-- 1 rows

SELECT "Lease"."id", "tenant"."id", "tenant"."name"
  FROM "Leases" AS "Lease"
  LEFT OUTER JOIN "Tenants" AS "tenant" ON "tenant"."id" = "Lease"."tenantId"
  WHERE "Lease"."id" = ANY($1::int8[])
  ORDER BY "Lease"."id"
-- 0 rows

SELECT "Payment"."id", "Payment"."amount", "Payment"."leaseId"
  FROM "Payments" AS "Payment"
  WHERE "Payment"."leaseId" = ANY($1::int8[])
  ORDER BY "Payment"."id"
-- 2 rows

