SELECT "Note"."id", "Note"."text", "author"."id", "author"."name"
  FROM "Notes" AS "Note"
  LEFT OUTER JOIN "Authors" AS "author" ON "author"."id" = "Note"."authorId"
  WHERE ("Note"."text" = $1::text AND "Note"."text" LIKE $2::text AND "Note"."text" LIKE $3::text)
  ORDER BY "Note"."id"
  LIMIT $4::int8
-- 1 rows

SELECT "Reply"."id", "Reply"."text", "Reply"."noteId"
  FROM "Replies" AS "Reply"
  WHERE "Reply"."noteId" = ANY($1::int4[])
  ORDER BY "Reply"."id"
-- 2 rows

