import { expect, it } from 'vitest';
import { strayColumns, usefulColumns } from './columnLaw.ts';
import { largeSchema } from './largeSchema.ts';
import { namedColumns } from './namedColumns.ts';
import type { Case } from './randomCase.ts';
import { readsOf } from './wantedReads.ts';

it('a statement names columns of its tables, those of subqueries among them', () => {
  const text = `SELECT "Pet"."id", (SELECT count(*) FROM "s"."People" AS "p" WHERE "p"."a" = "Pet"."b") AS "n" FROM "s"."Pets" AS "Pet" WHERE ("Pet"."c" != '"x"."y"') AND "d" IS NULL`;
  const { tables, selected, named, unclear } = namedColumns(text);
  expect(Object.fromEntries(tables)).toEqual({ p: 'People', Pet: 'Pets' });
  expect(selected).toEqual([['Pet', 'id']]);
  expect(named.map((column) => column.join('.'))).toEqual(['Pet.id', 'p.a', 'Pet.b', 'Pet.c']);
  expect(unclear).toEqual(['"d"']);
});

it('a list with a limit for each of its owners names columns in the statement that is run for each', () => {
  const text =
    'SELECT "each".* FROM unnest($1::int4[]) AS "owner"("key") CROSS JOIN LATERAL (SELECT "Pet"."id", "owner"."key", row_number() OVER (ORDER BY "Pet"."n") FROM "s"."Pets" AS "Pet" WHERE "Pet"."o" = "owner"."key" LIMIT $2) AS "each" ORDER BY 3';
  const { selected, named, unclear } = namedColumns(text);
  expect(selected).toEqual([['Pet', 'id']]);
  expect(named.map((column) => column.join('.'))).toEqual(['Pet.id', 'Pet.n', 'Pet.o']);
  expect(unclear).toEqual([]);
});

it.each([
  ['what is selected and keys', 'SELECT "Pet"."id_column", "Pet"."name_column" FROM "s"."Pets" AS "Pet"', []],
  [
    'the mark of deleted rows',
    'SELECT "Pet"."id_column" FROM "Pets" AS "Pet" WHERE "Pet"."deletedAt_column" IS NULL',
    [],
  ],
  ['the same, sent', 'SELECT "Pet"."deletedAt_column" FROM "Pets" AS "Pet"', ['selects Pet.deletedAt']],
  [
    'what is not selected',
    'SELECT "Pet"."id_column" FROM "Pets" AS "Pet" ORDER BY "Pet"."owner_column"',
    ['names Pet.owner'],
  ],
  [
    'what is not known',
    'SELECT "Pet"."id_column", "x"."y", z."a" FROM "Pets" AS "Pet"',
    ['selects x.y', 'names x.y', 'has "a"'],
  ],
])('strays: %s', (_, text, stray) => {
  const spec = largeSchema(1);
  const wanted = { where: null, orderBy: [], limit: null, offset: null };
  const given: Case = { wanted, exclude: null, selection: { model: 'Pet', fields: ['name'], edges: [] } };
  const useful = usefulColumns(spec, given, readsOf(spec, given.selection));
  expect(strayColumns(spec, useful, [text])).toEqual(stray);
});
