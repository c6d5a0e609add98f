SELECT "Property"."id", "Property"."name", "city"."id", "city"."name"
  FROM "Properties" AS "Property"
  LEFT OUTER JOIN "Cities" AS "city" ON "city"."id" = "Property"."cityId"
  WHERE (EXISTS (SELECT 1
  FROM "Leases" AS "leases"
  WHERE "leases"."propertyId" = "Property"."id" AND ("leases"."status" = $1::text AND "leases"."rent" >= $2::int4)))
  ORDER BY "city"."name", "Property"."id"
  LIMIT $3::int8
-- 2 rows

SELECT "Property"."id", "Property"."name"
  FROM "Properties" AS "Property"
  WHERE (((EXISTS (SELECT 1
  FROM "Cities" AS "city"
  WHERE "city"."id" = "Property"."cityId" AND "city"."name" = $1::text) AND (EXISTS (SELECT 1
  FROM "Leases" AS "leases"
  WHERE "leases"."propertyId" = "Property"."id" AND "leases"."status" = $2::text)))) IS NOT TRUE)
  ORDER BY "Property"."id"
  LIMIT $3::int8
-- 3 rows

SELECT "City"."id", "City"."name"
  FROM "Cities" AS "City"
  WHERE (EXISTS (SELECT 1
  FROM "Properties" AS "properties"
  WHERE "properties"."cityId" = "City"."id" AND (NOT EXISTS (SELECT 1
  FROM "Leases" AS "leases"
  WHERE "leases"."propertyId" = "properties"."id" AND (("leases"."status" = $1::text) IS NOT TRUE)))))
  ORDER BY "City"."id"
  LIMIT $2::int8
-- 1 rows

