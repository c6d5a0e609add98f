import type { Instance } from './naiveConditions.ts';
import type { NaiveWalk } from './naiveWalk.ts';
import { isToMany, sourceKeyOf } from './schemaSpec.ts';
import { type Reads, signatureOf } from './wantedReads.ts';

/**
 * How many statements an operation takes: one for its rows with everything of which they have one, and one for each
 * to-many edge of its selection below which there is a row with a key, whatever the number of rows. Edges that read the
 * same of rows that are there at the same time, `{ items { name } parent { items { name } } }`, are one.
 */
export async function expectedStatements(walk: NaiveWalk, roots: readonly Instance[], reads: Reads): Promise<number> {
  const edges = new Set<string>();
  const visit = async (reads: Reads, rows: readonly Instance[], step: number): Promise<void> => {
    for (const [name, { association, wanted, reads: below }] of reads.edges) {
      const found = new Set<Instance>();
      for (const row of rows) for (const one of await walk.wanted(row, association, wanted)) found.add(one);
      const isMany = isToMany(association);
      const hasKeys = rows.some((row) => row.getDataValue(sourceKeyOf(association) as never) !== null);
      if (isMany && hasKeys) edges.add(JSON.stringify([step, reads.model, name, signatureOf(below)]));
      await visit(below, [...found], isMany ? step + 1 : step);
    }
  };
  await visit(reads, roots, 0);
  return 1 + edges.size;
}

/** The same where no row lacks anything. */
export function statementsOfAll(reads: Reads): number {
  const edges = new Set<string>();
  const visit = (reads: Reads, step: number): void => {
    for (const [name, { association, reads: below }] of reads.edges) {
      const isMany = isToMany(association);
      if (isMany) edges.add(JSON.stringify([step, reads.model, name, signatureOf(below)]));
      visit(below, isMany ? step + 1 : step);
    }
  };
  visit(reads, 0);
  return 1 + edges.size;
}
