SELECT "Plant"."id", "Plant"."isRare", "Plant"."name", "Plant"."label", "flower"."id" AS "flower.id", "flower"."color" AS "flower.color", "root"."id" AS "root.id", "root"."color" AS "root.color"
  FROM "Plants" AS "Plant"
  LEFT OUTER JOIN "Flowers" AS "flower" ON "Plant"."flowerId" = "flower"."id"
  LEFT OUTER JOIN "Roots" AS "root" ON "Plant"."rootId" = "root"."id"
  ORDER BY "Plant"."id"
-- 2 rows

