SELECT "Article"."id", "author"."id", "author"."name", "section"."id", "section"."name"
  FROM "Articles" AS "Article"
  LEFT OUTER JOIN "Authors" AS "author" ON "author"."id" = "Article"."authorId"
  LEFT OUTER JOIN "Sections" AS "section" ON "section"."id" = "Article"."sectionId"
  WHERE "Article"."id" = ANY($1::int4[])
  ORDER BY "Article"."id"
-- 1 rows

