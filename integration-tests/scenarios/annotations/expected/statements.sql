SELECT "Property"."id", "Property"."name", CASE WHEN "Property"."priority" = $1::text THEN $2::float8 WHEN "Property"."priority" = ANY($3::text[]) THEN $4::float8 ELSE $5::float8 END AS "rank", (SELECT count(*)::int4
  FROM "Leases" AS "counted leases"
  WHERE "counted leases"."propertyId" = "Property"."id") AS "leases_total", (SELECT count(*)::int4
  FROM "Leases" AS "counted leases"
  WHERE "counted leases"."propertyId" = "Property"."id" AND ("counted leases"."status" = $6::text AND "counted leases"."arrears" < $7::numeric)) AS "leases_active", (SELECT count(*)::int4
  FROM "Tags" AS "counted tags"
  INNER JOIN "PropertyTag" AS "through tags" ON "through tags"."TagId" = "counted tags"."id"
  WHERE "through tags"."PropertyId" = "Property"."id" AND "counted tags"."label" <> $8::text) AS "tags_total", "owner"."id" AS "owner.id", "owner"."name" AS "owner.name", (SELECT count(*)::int4
  FROM "Properties" AS "counted properties"
  WHERE "counted properties"."ownerId" = "owner"."id") AS "owner.houses", CASE WHEN (SELECT count(*)::int4
  FROM "Properties" AS "counted properties"
  WHERE "counted properties"."ownerId" = "owner"."id") > $9::int4 THEN $10::text ELSE $11::text END AS "owner.size"
  FROM "Properties" AS "Property"
  LEFT OUTER JOIN "Owners" AS "owner" ON "Property"."ownerId" = "owner"."id"
  WHERE (CASE WHEN "Property"."priority" = $12::text THEN $13::float8 WHEN "Property"."priority" = ANY($14::text[]) THEN $15::float8 ELSE $16::float8 END < $17::float8 AND (SELECT count(*)::int4
  FROM "Leases" AS "counted leases"
  WHERE "counted leases"."propertyId" = "Property"."id") <= $18::int4)
  ORDER BY CASE WHEN "Property"."priority" = $19::text THEN $20::float8 WHEN "Property"."priority" = ANY($21::text[]) THEN $22::float8 ELSE $23::float8 END, (SELECT count(*)::int4
  FROM "Leases" AS "counted leases"
  WHERE "counted leases"."propertyId" = "Property"."id") DESC, "Property"."name", "Property"."id"
-- 4 rows

SELECT "id", CASE WHEN "Lease"."status" = $1::text THEN $2::text ELSE NULL END AS "state", (SELECT count(*)::int4
  FROM "Payments" AS "counted payments"
  WHERE "counted payments"."leaseId" = "Lease"."id" AND "counted payments"."isLate" = $3::bool) AS "late", "Lease"."propertyId" AS "livegraft owner"
  FROM "Leases" AS "Lease"
  WHERE "Lease"."propertyId" = ANY($4::int4[])
  ORDER BY "Lease"."id"
-- 3 rows

SELECT "Tag"."id", "Tag"."label", (SELECT count(*)::int4
  FROM "Properties" AS "counted properties"
  INNER JOIN "PropertyTag" AS "through properties" ON "through properties"."PropertyId" = "counted properties"."id"
  WHERE "through properties"."TagId" = "Tag"."id") AS "used", "PropertyTag"."PropertyId" AS "PropertyTag.PropertyId", "PropertyTag"."TagId" AS "PropertyTag.TagId"
  FROM "Tags" AS "Tag"
  INNER JOIN "PropertyTag" AS "PropertyTag" ON "Tag"."id" = "PropertyTag"."TagId"
  WHERE "PropertyTag"."PropertyId" = ANY($1::int4[])
  ORDER BY "Tag"."id"
-- 3 rows

