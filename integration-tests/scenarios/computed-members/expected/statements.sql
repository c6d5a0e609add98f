SELECT "User"."id", "User"."firstName", "User"."lastName", "User"."nickname", "User"."joinedAt", "User"."price", "User"."cityId", "User"."passwordHash", "city"."id" AS "city.id", "city"."name" AS "city.name", "city"."zip" AS "city.zip"
  FROM "Users" AS "User"
  LEFT OUTER JOIN "Cities" AS "city" ON "User"."cityId" = "city"."id"
  ORDER BY "User"."id"
-- 2 rows

SELECT "Post"."id", "Post"."title", "author"."id" AS "author.id", "author"."firstName" AS "author.firstName", "author"."lastName" AS "author.lastName", "author"."nickname" AS "author.nickname", "author"."joinedAt" AS "author.joinedAt", "author"."price" AS "author.price", "author"."cityId" AS "author.cityId"
  FROM "Posts" AS "Post"
  LEFT OUTER JOIN "Users" AS "author" ON "Post"."authorId" = "author"."id"
  ORDER BY "Post"."id"
-- 1 rows

