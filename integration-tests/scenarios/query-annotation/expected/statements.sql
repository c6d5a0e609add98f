SELECT "Team"."id", "Team"."name", (SELECT count(*)::int4
  FROM "Players" AS "counted players"
  WHERE "counted players"."teamId" = "Team"."id" AND "counted players"."goals" >= $1::int4) AS "scorers", CASE WHEN "Team"."founded" < $2::int4 THEN $3::text WHEN "Team"."founded" < $4::int4 THEN $5::text ELSE NULL END AS "era"
  FROM "Teams" AS "Team"
  WHERE (SELECT count(*)::int4
  FROM "Players" AS "counted players 2"
  WHERE "counted players 2"."teamId" = "Team"."id" AND "counted players 2"."goals" >= $6::int4) > $7::int4
  ORDER BY (SELECT count(*)::int4
  FROM "Players" AS "counted players 3"
  WHERE "counted players 3"."teamId" = "Team"."id" AND "counted players 3"."goals" >= $8::int4) DESC, CASE WHEN "Team"."founded" < $9::int4 THEN $10::text WHEN "Team"."founded" < $11::int4 THEN $12::text ELSE NULL END, "Team"."id"
  LIMIT $13::int8
-- 2 rows

