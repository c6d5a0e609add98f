SELECT count(*)::int4
  FROM "Notes" AS "Note"
  WHERE ("Note"."isDraft" = $1::bool AND EXISTS (SELECT 1
  FROM "Requests" AS "request"
  WHERE "request"."id" = "Note"."requestId" AND EXISTS (SELECT 1
  FROM "Tenants" AS "tenant"
  WHERE "tenant"."id" = "request"."tenantId" AND "tenant"."ownerId" = $2::int4)))
-- 1 rows

SELECT "Request"."id", "Request"."title", (SELECT count(*)::int4
  FROM "Notes" AS "counted notes"
  WHERE "counted notes"."requestId" = "Request"."id" AND ("counted notes"."isDraft" = $1::bool AND EXISTS (SELECT 1
  FROM "Requests" AS "request"
  WHERE "request"."id" = "counted notes"."requestId" AND EXISTS (SELECT 1
  FROM "Tenants" AS "tenant"
  WHERE "tenant"."id" = "request"."tenantId" AND "tenant"."ownerId" = $2::int4)))) AS "notesCount", "tenant 2"."id", "tenant 2"."name"
  FROM "Requests" AS "Request"
  LEFT OUTER JOIN "Tenants" AS "tenant 2" ON "tenant 2"."id" = "Request"."tenantId" AND "tenant 2"."ownerId" = $3::int4
  ORDER BY "tenant 2"."name" DESC, "Request"."id"
  LIMIT $4::int8
-- 3 rows

SELECT count(*)::int4
  FROM "Tenants" AS "Tenant"
  WHERE "Tenant"."ownerId" = $1::int4
-- 1 rows

SELECT "Request"."id", "Request"."title"
  FROM "Requests" AS "Request"
  WHERE (EXISTS (SELECT 1
  FROM "Notes" AS "notes"
  WHERE "notes"."requestId" = "Request"."id" AND ("notes"."isDraft" = $1::bool AND EXISTS (SELECT 1
  FROM "Requests" AS "request"
  WHERE "request"."id" = "notes"."requestId" AND EXISTS (SELECT 1
  FROM "Tenants" AS "tenant"
  WHERE "tenant"."id" = "request"."tenantId" AND "tenant"."ownerId" = $2::int4))) AND TRUE))
  ORDER BY "Request"."id"
  LIMIT $3::int8
-- 1 rows

SELECT "Tenant"."id"
  FROM "Tenants" AS "Tenant"
  WHERE "Tenant"."ownerId" = $1::int4 AND "Tenant"."id" = ANY($2::int4[])
  ORDER BY "Tenant"."id"
-- 1 rows

SELECT "Note"."id", "Note"."text", "Note"."requestId"
  FROM "Notes" AS "Note"
  WHERE "Note"."requestId" = ANY($3::int4[]) AND ("Note"."isDraft" = $1::bool AND EXISTS (SELECT 1
  FROM "Requests" AS "request"
  WHERE "request"."id" = "Note"."requestId" AND EXISTS (SELECT 1
  FROM "Tenants" AS "tenant"
  WHERE "tenant"."id" = "request"."tenantId" AND "tenant"."ownerId" = $2::int4)))
  ORDER BY "Note"."id"
-- 1 rows

