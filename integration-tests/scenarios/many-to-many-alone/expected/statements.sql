SELECT "Request"."id"
  FROM "Requests" AS "Request"
  ORDER BY "Request"."id"
  LIMIT $1::int8
-- 3 rows

SELECT "Tag"."id", "Tag"."label", "Tag through"."RequestId"
  FROM "Tags" AS "Tag"
  INNER JOIN "RequestTag" AS "Tag through" ON "Tag through"."TagId" = "Tag"."id"
  WHERE "Tag through"."RequestId" = ANY($1::int4[])
  ORDER BY "Tag"."id"
-- 3 rows

