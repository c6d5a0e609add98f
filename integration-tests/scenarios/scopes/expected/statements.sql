SELECT "Post"."id", "Post"."title", "author"."id", "author"."name"
  FROM "Posts" AS "Post"
  LEFT OUTER JOIN "Authors" AS "author" ON "author"."id" = "Post"."authorId" AND ("author"."active" = true)
  WHERE ("Post"."active" = true)
  ORDER BY "Post"."id"
  LIMIT $1::int8
-- 2 rows

SELECT "Comment"."id", "Comment"."text", "Comment"."postId"
  FROM "Comments" AS "Comment"
  WHERE "Comment"."postId" = ANY($1::int4[]) AND ("Comment"."active" = true)
  ORDER BY "Comment"."id"
-- 2 rows

SELECT "Comment"."id", "Comment"."text", "Comment"."postId"
  FROM "Comments" AS "Comment"
  WHERE "Comment"."postId" = ANY($1::int4[]) AND ("Comment"."kind" = 'it''s good') AND ("Comment"."active" = true)
  ORDER BY "Comment"."id"
-- 1 rows

SELECT "Tag"."id", "Tag"."label", "Tag through"."postId"
  FROM "Tags" AS "Tag"
  INNER JOIN "PostTags" AS "Tag through" ON "Tag through"."tagId" = "Tag"."id" AND ("Tag through"."role" = 'main')
  WHERE "Tag through"."postId" = ANY($1::int4[])
  ORDER BY "Tag"."id"
-- 1 rows

SELECT count(*)::int4
  FROM "Posts" AS "Post"
  WHERE ("Post"."active" = true)
-- 1 rows

