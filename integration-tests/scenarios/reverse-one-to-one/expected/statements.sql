SELECT "Property"."id", "Property"."street", "boiler"."id" AS "boiler.id", "boiler"."maker" AS "boiler.maker", "boiler->service"."id" AS "boiler.service.id", "boiler->service"."month" AS "boiler.service.month", "plan"."id" AS "plan.id", "plan->boiler"."id" AS "plan.boiler.id", "plan->boiler"."maker" AS "plan.boiler.maker"
  FROM "Properties" AS "Property"
  LEFT OUTER JOIN "Boilers" AS "boiler" ON "Property"."id" = "boiler"."propertyId"
  LEFT OUTER JOIN "Services" AS "boiler->service" ON "boiler"."id" = "boiler->service"."boilerId"
  LEFT OUTER JOIN "Properties" AS "plan" ON "Property"."planId" = "plan"."id"
  LEFT OUTER JOIN "Boilers" AS "plan->boiler" ON "plan"."id" = "plan->boiler"."propertyId"
  ORDER BY "Property"."id"
-- 3 rows

