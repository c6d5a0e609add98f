SELECT "Request"."id", "Request"."title"
  FROM "Requests" AS "Request"
  ORDER BY "Request"."id"
  LIMIT $1::int8
-- 3 rows

SELECT "Request"."id", (SELECT count(*)::int4
  FROM "Notes" AS "counted notes"
  WHERE "counted notes"."requestId" = "Request"."id") AS "notesCount", "tenant"."id", "tenant"."name"
  FROM "Requests" AS "Request"
  LEFT OUTER JOIN "Tenants" AS "tenant" ON "tenant"."id" = "Request"."tenantId"
  WHERE "Request"."id" = ANY($1::int4[])
  ORDER BY "Request"."id"
-- 1 rows

