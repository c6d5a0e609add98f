SELECT "Plant"."id", "Plant"."isRare", "Plant"."name", "Plant"."label", "flower"."id", "flower"."color", "root"."id", "root"."color"
  FROM "Plants" AS "Plant"
  LEFT OUTER JOIN "Flowers" AS "flower" ON "flower"."id" = "Plant"."flowerId"
  LEFT OUTER JOIN "Roots" AS "root" ON "root"."id" = "Plant"."rootId"
  ORDER BY "Plant"."id"
  LIMIT $1::int8
-- 2 rows

