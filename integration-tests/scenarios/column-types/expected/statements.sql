SELECT "id", "int", "small", "big", "real", "double", "decimal", "flag", "text", "long", "char", "uuid", "moment", "day", "time", "mood", "shape", "extra", "list"
  FROM "Items" AS "Item"
  WHERE (("Item"."int" = $1::int4 AND "Item"."small" = $2::int4 AND "Item"."big" = $3::int8 AND "Item"."real" = $4::float8 AND "Item"."double" = $5::float8 AND "Item"."decimal" = $6::numeric AND "Item"."flag" = $7::bool AND "Item"."text" = $8::text AND "Item"."long" = $9::text AND "Item"."char" = $10::text AND "Item"."uuid" = $11::uuid AND "Item"."moment" = $12::timestamptz AND "Item"."day" = $13::date AND "Item"."time" = $14::time AND "Item"."mood" = $15 AND "Item"."shape" = $16) OR "Item"."int" = $17::int4 OR ("Item"."extra" IS NULL AND "Item"."list" IS NULL))
  ORDER BY "Item"."shape", "Item"."moment", "Item"."id"
-- 3 rows

