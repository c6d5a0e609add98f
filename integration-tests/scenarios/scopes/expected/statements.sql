SELECT "Post"."id", "Post"."title", "author"."id" AS "author.id", "author"."name" AS "author.name"
  FROM "Posts" AS "Post"
  LEFT OUTER JOIN "Authors" AS "author" ON "Post"."authorId" = "author"."id" AND "author"."active" = true
  WHERE "Post"."active" = true
  ORDER BY "Post"."id"
  LIMIT $1::int8
-- 2 rows

SELECT "id", "text", "Comment"."postId" AS "livegraft owner"
  FROM "Comments" AS "Comment"
  WHERE ("Comment"."active" = true AND "Comment"."postId" = ANY($1::int4[]))
  ORDER BY "Comment"."id"
-- 2 rows

SELECT "id", "text", "Comment"."postId" AS "livegraft owner"
  FROM "Comments" AS "Comment"
  WHERE (("Comment"."active" = true AND "Comment"."kind" = 'it''s good') AND "Comment"."postId" = ANY($1::int4[]))
  ORDER BY "Comment"."id"
-- 1 rows

SELECT "Tag"."id", "Tag"."label", "PostTag"."postId" AS "PostTag.postId", "PostTag"."tagId" AS "PostTag.tagId"
  FROM "Tags" AS "Tag"
  INNER JOIN "PostTags" AS "PostTag" ON "Tag"."id" = "PostTag"."tagId" AND "PostTag"."role" = 'main'
  WHERE "PostTag"."postId" = ANY($1::int4[])
  ORDER BY "Tag"."id"
-- 1 rows

SELECT count(*)::int4 AS "count"
  FROM "Posts" AS "Post"
  WHERE "Post"."active" = true
-- 1 rows

