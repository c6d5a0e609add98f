SELECT "Lease"."id", "Lease"."start", "tenant"."id" AS "tenant.id", "tenant"."name" AS "tenant.name", "property"."id" AS "property.id", "property->city"."id" AS "property.city.id", "property->city"."name" AS "property.city.name"
  FROM "Leases" AS "Lease"
  LEFT OUTER JOIN "Tenants" AS "tenant" ON "Lease"."tenantId" = "tenant"."id"
  LEFT OUTER JOIN "Properties" AS "property" ON "Lease"."propertyId" = "property"."id"
  LEFT OUTER JOIN "Cities" AS "property->city" ON "property"."cityId" = "property->city"."id"
  WHERE "Lease"."id" = $1::int8
  ORDER BY "Lease"."id"
  LIMIT $2::int8
-- 1 rows

SELECT "id", "amount", "Payment"."leaseId" AS "livegraft owner"
  FROM "Payments" AS "Payment"
  WHERE "Payment"."leaseId" = ANY($1::int8[])
  ORDER BY "Payment"."id"
-- 2 rows

SELECT "id", "start"
  FROM "Leases" AS "Lease"
  WHERE "Lease"."id" = $1::int8
  ORDER BY "Lease"."id"
  LIMIT $2::int8
-- 1 rows

SELECT "id", "start"
  FROM "Leases" AS "Lease"
  WHERE "Lease"."id" = $1::int8
  ORDER BY "Lease"."id"
  LIMIT $2::int8
-- 0 rows

