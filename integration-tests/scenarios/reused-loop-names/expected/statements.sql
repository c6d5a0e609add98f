SELECT "id", "name"
  FROM "Tenants" AS "Tenant"
  ORDER BY "Tenant"."id"
-- 2 rows

SELECT "id", "species", "Pet"."tenantId" AS "livegraft owner"
  FROM "Pets" AS "Pet"
  WHERE "Pet"."tenantId" = ANY($1::int4[])
  ORDER BY "Pet"."id"
-- 2 rows

SELECT "id", "label", "weight"
  FROM "Tags" AS "Tag"
  ORDER BY "Tag"."id"
-- 1 rows

SELECT "id", "hex", "Color"."tagId" AS "livegraft owner"
  FROM "Colors" AS "Color"
  WHERE "Color"."tagId" = ANY($1::int4[])
  ORDER BY "Color"."id"
-- 1 rows

