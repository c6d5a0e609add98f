SELECT "Note"."id", "Note"."text", (SELECT count(*)::int4
  FROM "Comments" AS "counted comments"
  WHERE "counted comments"."noteId" = "Note"."id" AND ("counted comments"."deleted_at" IS NULL)) AS "comments_total", (SELECT count(*)::int4
  FROM "Tags" AS "counted tags"
  INNER JOIN "NoteTags" AS "counted tags through" ON "counted tags through"."TagId" = "counted tags"."id" AND ("counted tags through"."deletedAt" IS NULL)
  WHERE "counted tags through"."NoteId" = "Note"."id" AND ("counted tags"."deletedAt" IS NULL)) AS "tags_total", "folder"."id", "folder"."name"
  FROM "Notes" AS "Note"
  LEFT OUTER JOIN "Folders" AS "folder" ON "folder"."id" = "Note"."folderId" AND ("folder"."deletedAt" IS NULL)
  WHERE ("Note"."deletedAt" IS NULL)
  ORDER BY "Note"."id"
  LIMIT $1::int8
-- 2 rows

SELECT "Comment"."id", "Comment"."text", "Comment"."noteId"
  FROM "Comments" AS "Comment"
  WHERE "Comment"."noteId" = ANY($1::int4[]) AND ("Comment"."deleted_at" IS NULL)
  ORDER BY "Comment"."id"
-- 1 rows

SELECT "Tag"."id", "Tag"."label", "Tag through"."NoteId"
  FROM "Tags" AS "Tag"
  INNER JOIN "NoteTags" AS "Tag through" ON "Tag through"."TagId" = "Tag"."id" AND ("Tag through"."deletedAt" IS NULL)
  WHERE "Tag through"."NoteId" = ANY($1::int4[]) AND ("Tag"."deletedAt" IS NULL)
  ORDER BY "Tag"."id"
-- 1 rows

SELECT count(*)::int4
  FROM "Notes" AS "Note"
  WHERE ("Note"."deletedAt" IS NULL)
-- 1 rows

