SELECT "Article"."id", "Article"."title", "Article"."body", "Article"."year", "author"."id" AS "author.id", "author"."name" AS "author.name", "section"."id" AS "section.id", "section"."name" AS "section.name"
  FROM "Articles" AS "Article"
  LEFT OUTER JOIN "Authors" AS "author" ON "Article"."authorId" = "author"."id"
  LEFT OUTER JOIN "Sections" AS "section" ON "Article"."sectionId" = "section"."id"
  WHERE "Article"."id" = $1::int4
  ORDER BY "Article"."id"
  LIMIT $2::int8
-- 1 rows

