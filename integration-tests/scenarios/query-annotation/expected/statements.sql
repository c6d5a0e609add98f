SELECT "id", "name", (SELECT count(*)::int4
  FROM "Players" AS "counted players"
  WHERE "counted players"."teamId" = "Team"."id" AND "counted players"."goals" >= $1::int4) AS "annotation scorers", CASE WHEN "Team"."founded" < $2::int4 THEN $3::text WHEN "Team"."founded" < $4::int4 THEN $5::text ELSE NULL END AS "annotation era"
  FROM "Teams" AS "Team"
  WHERE (SELECT count(*)::int4
  FROM "Players" AS "counted players"
  WHERE "counted players"."teamId" = "Team"."id" AND "counted players"."goals" >= $6::int4) > $7::int4
  ORDER BY (SELECT count(*)::int4
  FROM "Players" AS "counted players"
  WHERE "counted players"."teamId" = "Team"."id" AND "counted players"."goals" >= $8::int4) DESC, CASE WHEN "Team"."founded" < $9::int4 THEN $10::text WHEN "Team"."founded" < $11::int4 THEN $12::text ELSE NULL END, "Team"."id"
-- 2 rows

