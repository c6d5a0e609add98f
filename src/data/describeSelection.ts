import type { Selection } from './selection.ts';

/** How a selection is read, as paths from its rows such as `tenant.user`. */
export interface SelectionDescription {
  readonly model: string;
  /** Read with the rows. */
  readonly joins: readonly string[];
  /** Read in a statement of their own, for all rows at once. */
  readonly batches: readonly string[];
  /** What PostgreSQL computes for the rows. */
  readonly annotations: readonly string[];
}

export function describeSelection(selection: Selection): SelectionDescription {
  const parts = partsOf(selection, '');
  const named = (kind: Part['kind']) => parts.filter((part) => part.kind === kind).map(({ path }) => path);
  return {
    model: selection.type.name,
    joins: named('join'),
    batches: named('batch'),
    annotations: named('annotation'),
  };
}

interface Part {
  readonly kind: 'join' | 'batch' | 'annotation';
  readonly path: string;
}

function partsOf({ fields, associations }: Selection, prefix: string): Part[] {
  const annotations = [...fields.values()].filter(({ kind }) => kind === 'annotation');
  return [
    ...annotations.map(({ name }): Part => ({ kind: 'annotation', path: prefix + name })),
    ...[...associations].flatMap(([name, { field, selection }]): Part[] => {
      const path = prefix + name;
      return [{ kind: field.kind === 'toOne' ? 'join' : 'batch', path }, ...partsOf(selection, `${path}.`)];
    }),
  ];
}
