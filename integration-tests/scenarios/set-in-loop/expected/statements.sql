SELECT "id", "title"
  FROM "Requests" AS "Request"
  ORDER BY "Request"."id"
-- 3 rows

SELECT "Request"."id", (SELECT count(*)::int4
  FROM "Notes" AS "counted notes"
  WHERE "counted notes"."requestId" = "Request"."id") AS "notesCount", "tenant"."id" AS "tenant.id", "tenant"."name" AS "tenant.name"
  FROM "Requests" AS "Request"
  LEFT OUTER JOIN "Tenants" AS "tenant" ON "Request"."tenantId" = "tenant"."id"
  WHERE "Request"."id" = $1::int4
  ORDER BY "Request"."id"
  LIMIT $2::int8
-- 1 rows

