SELECT "Property"."id", "Property"."name", CASE WHEN "Property"."priority" = $1::text THEN $2::float8 WHEN "Property"."priority" = ANY($3::text[]) THEN $4::float8 ELSE $5::float8 END AS "rank", (SELECT count(*)::int4
  FROM "Leases" AS "counted leases"
  WHERE "counted leases"."propertyId" = "Property"."id") AS "leases_total", (SELECT count(*)::int4
  FROM "Leases" AS "counted leases 2"
  WHERE "counted leases 2"."propertyId" = "Property"."id" AND ("counted leases 2"."status" = $6::text AND "counted leases 2"."arrears" < $7::numeric)) AS "leases_active", (SELECT count(*)::int4
  FROM "Tags" AS "counted tags"
  INNER JOIN "PropertyTag" AS "counted tags through" ON "counted tags through"."TagId" = "counted tags"."id"
  WHERE "counted tags through"."PropertyId" = "Property"."id" AND "counted tags"."label" <> $8::text) AS "tags_total", "owner"."id", "owner"."name", (SELECT count(*)::int4
  FROM "Properties" AS "counted properties"
  WHERE "counted properties"."ownerId" = "owner"."id") AS "houses", CASE WHEN (SELECT count(*)::int4
  FROM "Properties" AS "counted properties 2"
  WHERE "counted properties 2"."ownerId" = "owner"."id") > $9::int4 THEN $10::text ELSE $11::text END AS "size"
  FROM "Properties" AS "Property"
  LEFT OUTER JOIN "Owners" AS "owner" ON "owner"."id" = "Property"."ownerId"
  WHERE (CASE WHEN "Property"."priority" = $12::text THEN $13::float8 WHEN "Property"."priority" = ANY($14::text[]) THEN $15::float8 ELSE $16::float8 END < $17::float8 AND (SELECT count(*)::int4
  FROM "Leases" AS "counted leases 3"
  WHERE "counted leases 3"."propertyId" = "Property"."id") <= $18::int4)
  ORDER BY CASE WHEN "Property"."priority" = $19::text THEN $20::float8 WHEN "Property"."priority" = ANY($21::text[]) THEN $22::float8 ELSE $23::float8 END, (SELECT count(*)::int4
  FROM "Leases" AS "counted leases 4"
  WHERE "counted leases 4"."propertyId" = "Property"."id") DESC, "Property"."name", "Property"."id"
  LIMIT $24::int8
-- 4 rows

SELECT "Lease"."id", CASE WHEN "Lease"."status" = $1::text THEN $2::text ELSE NULL END AS "state", (SELECT count(*)::int4
  FROM "Payments" AS "counted payments"
  WHERE "counted payments"."leaseId" = "Lease"."id" AND "counted payments"."isLate" = $3::bool) AS "late", "Lease"."propertyId"
  FROM "Leases" AS "Lease"
  WHERE "Lease"."propertyId" = ANY($4::int4[])
  ORDER BY "Lease"."id"
-- 3 rows

SELECT "Tag"."id", "Tag"."label", (SELECT count(*)::int4
  FROM "Properties" AS "counted properties"
  INNER JOIN "PropertyTag" AS "counted properties through" ON "counted properties through"."PropertyId" = "counted properties"."id"
  WHERE "counted properties through"."TagId" = "Tag"."id") AS "used", "Tag through"."PropertyId"
  FROM "Tags" AS "Tag"
  INNER JOIN "PropertyTag" AS "Tag through" ON "Tag through"."TagId" = "Tag"."id"
  WHERE "Tag through"."PropertyId" = ANY($1::int4[])
  ORDER BY "Tag"."id"
-- 3 rows

