SELECT "Order"."order_id", "Order"."order_no", "Order"."ordered", (SELECT count(*)::int4
  FROM "order_lines" AS "counted lines"
  WHERE "counted lines"."order_ref" = "Order"."order_id" AND "counted lines"."qty" > $1::int4) AS "lines_total", "customer"."cust_id", "customer"."full_name"
  FROM "orders" AS "Order"
  LEFT OUTER JOIN "customers" AS "customer" ON "customer"."cust_id" = "Order"."cust"
  WHERE ("Order"."ordered" >= $2::date AND "Order"."cust" = $3::int4)
  ORDER BY "Order"."ordered" DESC, "Order"."order_id"
  LIMIT $4::int8
-- 2 rows

SELECT "Line"."id", "Line"."article", "Line"."order_ref"
  FROM "order_lines" AS "Line"
  WHERE "Line"."order_ref" = ANY($1::int4[])
  ORDER BY "Line"."id"
-- 2 rows

SELECT "Label"."id", "Label"."label_text", "Label through"."o"
  FROM "Labels" AS "Label"
  INNER JOIN "order_labels" AS "Label through" ON "Label through"."l" = "Label"."id"
  WHERE "Label through"."o" = ANY($1::int4[])
  ORDER BY "Label"."id"
-- 2 rows

