SELECT "Request"."id", "Request"."title", "tenant"."id", "tenant"."name", "tenant"."email"
  FROM "Requests" AS "Request"
  LEFT OUTER JOIN "Tenants" AS "tenant" ON "tenant"."id" = "Request"."tenantId"
  ORDER BY "Request"."id"
  LIMIT $1::int8
-- 3 rows

SELECT "Request"."id", "Request"."title", "Request"."tenantId"
  FROM "Requests" AS "Request"
  WHERE "Request"."tenantId" = ANY($1::int4[])
  ORDER BY "Request"."id"
-- 2 rows

