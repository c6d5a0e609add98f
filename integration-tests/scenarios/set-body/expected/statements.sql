SELECT "Request"."id", "Request"."title", "Request"."status", "tenant"."id", "tenant"."name"
  FROM "Requests" AS "Request"
  LEFT OUTER JOIN "Tenants" AS "tenant" ON "tenant"."id" = "Request"."tenantId"
  ORDER BY "Request"."id"
  LIMIT $1::int8
-- 3 rows

