SELECT "Pet"."id", "Pet"."name", "kind"."id" AS "kind.id", "kind"."label" AS "kind.label"
  FROM "Pets" AS "Pet"
  LEFT OUTER JOIN "Kinds" AS "kind" ON "Pet"."kindId" = "kind"."id"
  ORDER BY "Pet"."name" DESC, "Pet"."id"
-- 2 rows

SELECT "id", "name"
  FROM "Pets" AS "Pet"
  WHERE "Pet"."id" = ANY($1::int4[])
  ORDER BY "Pet"."id"
-- 1 rows

SELECT "id", "name"
  FROM "Owners" AS "Owner"
  WHERE "Owner"."id" = $1::int4
  ORDER BY "Owner"."id"
  LIMIT $2::int8
-- 1 rows

