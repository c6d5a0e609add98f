SELECT "Request"."id", "tenant"."id", "tenant"."name", "tenant"."email", "tenant"."floor"
  FROM "Requests" AS "Request"
  LEFT OUTER JOIN "Tenants" AS "tenant" ON "tenant"."id" = "Request"."tenantId"
  WHERE "Request"."id" = ANY($1::int4[])
  ORDER BY "Request"."id"
-- 1 rows

