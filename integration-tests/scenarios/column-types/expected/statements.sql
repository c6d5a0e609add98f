SELECT "Item"."id", "Item"."int", "Item"."small", "Item"."big", "Item"."real", "Item"."double", "Item"."decimal", "Item"."flag", "Item"."text", "Item"."long", "Item"."char", "Item"."uuid", "Item"."moment", "Item"."day", "Item"."time", "Item"."mood", "Item"."shape", "Item"."extra", "Item"."list"
  FROM "Items" AS "Item"
  WHERE (("Item"."int" = $1::int4 AND "Item"."small" = $2::int4 AND "Item"."big" = $3::int8 AND "Item"."real" = $4::float8 AND "Item"."double" = $5::float8 AND "Item"."decimal" = $6::numeric AND "Item"."flag" = $7::bool AND "Item"."text" = $8::text AND "Item"."long" = $9::text AND "Item"."char" = $10::text AND "Item"."uuid" = $11::uuid AND "Item"."moment" = $12::timestamptz AND "Item"."day" = $13::date AND "Item"."time" = $14::time AND "Item"."mood" = $15 AND "Item"."shape" = $16) OR "Item"."int" = $17::int4 OR ("Item"."extra" IS NULL AND "Item"."list" IS NULL))
  ORDER BY "Item"."shape", "Item"."moment", "Item"."id"
  LIMIT $18::int8
-- 3 rows

