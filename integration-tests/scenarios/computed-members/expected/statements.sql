SELECT "User"."id", "User"."firstName", "User"."lastName", "User"."nickname", "User"."joinedAt", "User"."price", "User"."cityId", "User"."passwordHash", "city"."id", "city"."name", "city"."zip"
  FROM "Users" AS "User"
  LEFT OUTER JOIN "Cities" AS "city" ON "city"."id" = "User"."cityId"
  ORDER BY "User"."id"
  LIMIT $1::int8
-- 2 rows

SELECT "Post"."id", "Post"."title", "author"."id", "author"."firstName", "author"."lastName", "author"."nickname", "author"."joinedAt", "author"."price", "author"."cityId"
  FROM "Posts" AS "Post"
  LEFT OUTER JOIN "Users" AS "author" ON "author"."id" = "Post"."authorId"
  ORDER BY "Post"."id"
  LIMIT $1::int8
-- 1 rows

