SELECT "Order"."order_id" AS "orderId", "Order"."order_no" AS "number", "Order"."ordered" AS "orderedAt", (SELECT count(*)::int4
  FROM "order_lines" AS "counted lines"
  WHERE "counted lines"."order_ref" = "Order"."order_id" AND "counted lines"."qty" > $1::int4) AS "lines_total", "customer"."cust_id" AS "customer.customerId", "customer"."full_name" AS "customer.fullName"
  FROM "orders" AS "Order"
  LEFT OUTER JOIN "customers" AS "customer" ON "Order"."cust" = "customer"."cust_id"
  WHERE ("Order"."ordered" >= $2::date AND "Order"."cust" = $3::int4)
  ORDER BY "Order"."ordered" DESC, "Order"."order_id"
-- 2 rows

SELECT "id", "article" AS "articleName", "Line"."order_ref" AS "livegraft owner"
  FROM "order_lines" AS "Line"
  WHERE "Line"."order_ref" = ANY($1::int4[])
  ORDER BY "Line"."id"
-- 2 rows

SELECT "Label"."id", "Label"."label_text" AS "text", "OrderLabel"."o" AS "OrderLabel.orderId", "OrderLabel"."l" AS "OrderLabel.labelId"
  FROM "Labels" AS "Label"
  INNER JOIN "order_labels" AS "OrderLabel" ON "Label"."id" = "OrderLabel"."l"
  WHERE "OrderLabel"."o" = ANY($1::int4[])
  ORDER BY "Label"."id"
-- 2 rows

