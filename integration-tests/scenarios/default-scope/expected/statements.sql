SELECT "Property"."id", "Property"."name"
  FROM "Properties" AS "Property"
  ORDER BY "Property"."id"
  LIMIT $1::int8
-- 2 rows

SELECT "Payment"."id", "Payment"."amount"
  FROM "Payments" AS "Payment"
  WHERE ("Payment"."isVoid" = false)
  ORDER BY "Payment"."paid_on" DESC NULLS LAST, "Payment"."amount" DESC, "Payment"."id"
  LIMIT $1::int8
-- 2 rows

SELECT "Payment"."id", "Payment"."amount"
  FROM "Payments" AS "Payment"
  ORDER BY "Payment"."id"
  LIMIT $1::int8
-- 5 rows

SELECT "each".*
  FROM unnest($1::int4[]) AS "owner"("key") CROSS JOIN LATERAL (SELECT "Payment"."id", "Payment"."amount", "owner"."key", row_number() OVER (ORDER BY "Payment"."paid_on" DESC NULLS LAST, "Payment"."id")
  FROM "Payments" AS "Payment"
  WHERE "Payment"."propertyId" = "owner"."key" AND ("Payment"."isVoid" = false)
  ORDER BY "Payment"."paid_on" DESC NULLS LAST, "Payment"."id"
  LIMIT $2::int8) AS "each"
  ORDER BY 4
-- 3 rows

