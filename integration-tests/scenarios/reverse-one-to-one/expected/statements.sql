SELECT "Property"."id", "Property"."street", "boiler"."id", "boiler"."maker", "boiler->service"."id", "boiler->service"."month", "plan"."id", "plan->boiler"."id", "plan->boiler"."maker"
  FROM "Properties" AS "Property"
  LEFT OUTER JOIN "Boilers" AS "boiler" ON "boiler"."propertyId" = "Property"."id" AND ("boiler"."id") = (SELECT "first boiler"."id"
  FROM "Boilers" AS "first boiler"
  WHERE "first boiler"."propertyId" = "Property"."id"
  ORDER BY "first boiler"."id"
  LIMIT 1)
  LEFT OUTER JOIN "Services" AS "boiler->service" ON "boiler->service"."boilerId" = "boiler"."id" AND ("boiler->service"."id") = (SELECT "first service"."id"
  FROM "Services" AS "first service"
  WHERE "first service"."boilerId" = "boiler"."id"
  ORDER BY "first service"."id"
  LIMIT 1)
  LEFT OUTER JOIN "Properties" AS "plan" ON "plan"."id" = "Property"."planId"
  LEFT OUTER JOIN "Boilers" AS "plan->boiler" ON "plan->boiler"."propertyId" = "plan"."id" AND ("plan->boiler"."id") = (SELECT "first boiler 2"."id"
  FROM "Boilers" AS "first boiler 2"
  WHERE "first boiler 2"."propertyId" = "plan"."id"
  ORDER BY "first boiler 2"."id"
  LIMIT 1)
  ORDER BY "Property"."id"
  LIMIT $1::int8
-- 3 rows

