SELECT "Note"."id", "Note"."text", (SELECT count(*)::int4
  FROM "Comments" AS "counted comments"
  WHERE "counted comments"."noteId" = "Note"."id" AND "counted comments"."deleted_at" IS NULL) AS "comments_total", (SELECT count(*)::int4
  FROM "Tags" AS "counted tags"
  INNER JOIN "NoteTags" AS "through tags" ON "through tags"."TagId" = "counted tags"."id"
  WHERE "through tags"."NoteId" = "Note"."id" AND "through tags"."deletedAt" IS NULL AND "counted tags"."deletedAt" IS NULL) AS "tags_total", "folder"."id" AS "folder.id", "folder"."name" AS "folder.name"
  FROM "Notes" AS "Note"
  LEFT OUTER JOIN "Folders" AS "folder" ON "Note"."folderId" = "folder"."id" AND ("folder"."deletedAt" IS NULL)
  WHERE ("Note"."deletedAt" IS NULL)
  ORDER BY "Note"."id"
  LIMIT $1::int8
-- 2 rows

SELECT "id", "text", "Comment"."noteId" AS "livegraft owner"
  FROM "Comments" AS "Comment"
  WHERE ("Comment"."deleted_at" IS NULL AND "Comment"."noteId" = ANY($1::int4[]))
  ORDER BY "Comment"."id"
-- 1 rows

SELECT "Tag"."id", "Tag"."label", "NoteTag"."NoteId" AS "NoteTag.NoteId", "NoteTag"."TagId" AS "NoteTag.TagId"
  FROM "Tags" AS "Tag"
  INNER JOIN "NoteTags" AS "NoteTag" ON "Tag"."id" = "NoteTag"."TagId" AND ("NoteTag"."deletedAt" IS NULL)
  WHERE ("Tag"."deletedAt" IS NULL AND "NoteTag"."NoteId" = ANY($1::int4[]))
  ORDER BY "Tag"."id"
-- 1 rows

SELECT count(*)::int4 AS "count"
  FROM "Notes" AS "Note"
  WHERE ("Note"."deletedAt" IS NULL)
-- 1 rows

