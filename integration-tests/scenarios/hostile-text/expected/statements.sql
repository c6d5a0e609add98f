SELECT "Note"."id", "Note"."text", "author"."id" AS "author.id", "author"."name" AS "author.name"
  FROM "Notes" AS "Note"
  LEFT OUTER JOIN "Authors" AS "author" ON "Note"."authorId" = "author"."id"
  WHERE ("Note"."text" = $1::text AND "Note"."text" LIKE $2::text AND "Note"."text" LIKE $3::text)
  ORDER BY "Note"."id"
-- 1 rows

SELECT "id", "text", "Reply"."noteId" AS "livegraft owner"
  FROM "Replies" AS "Reply"
  WHERE "Reply"."noteId" = ANY($1::int4[])
  ORDER BY "Reply"."id"
-- 2 rows

