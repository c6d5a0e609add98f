SELECT "Tenant"."id", "Tenant"."name"
  FROM "Tenants" AS "Tenant"
  ORDER BY "Tenant"."id"
  LIMIT $1::int8
-- 2 rows

SELECT "Tag"."id", "Tag"."label", "Tag"."weight"
  FROM "Tags" AS "Tag"
  ORDER BY "Tag"."id"
  LIMIT $1::int8
-- 1 rows

SELECT "Pet"."id", "Pet"."species", "Pet"."tenantId"
  FROM "Pets" AS "Pet"
  WHERE "Pet"."tenantId" = ANY($1::int4[])
  ORDER BY "Pet"."id"
-- 2 rows

SELECT "Color"."id", "Color"."hex", "Color"."tagId"
  FROM "Colors" AS "Color"
  WHERE "Color"."tagId" = ANY($1::int4[])
  ORDER BY "Color"."id"
-- 1 rows

