SELECT "Pet"."id", "Pet"."name", "kind"."id", "kind"."label"
  FROM "Pets" AS "Pet"
  LEFT OUTER JOIN "Kinds" AS "kind" ON "kind"."id" = "Pet"."kindId"
  ORDER BY "Pet"."name" DESC, "Pet"."id"
  LIMIT $1::int8
-- 2 rows

