import { hasArguments } from './operation.ts';
import type { Selection, Wanted } from './randomCase.ts';
import {
  type AssociationSpec,
  associationOf,
  columnOf,
  type MemberSpec,
  modelOf,
  readableColumns,
  type SchemaSpec,
} from './schemaSpec.ts';

/**
 * What has to be read of a model: what is selected, and what the computed members in it need; each association once,
 * and once more for each set of arguments.
 */
export interface Reads {
  readonly model: string;
  readonly fields: Set<string>;
  /** Columns that computed members need. */
  readonly needs: Set<string>;
  readonly edges: Map<string, ReadEdge>;
}

export interface ReadEdge {
  readonly association: AssociationSpec;
  readonly wanted: Wanted | null;
  readonly reads: Reads;
}

export function readsOf(schema: SchemaSpec, selection: Selection): Reads {
  // Each set of arguments is told apart: it has variables of its own.
  let argumentSets = 0;
  const addSelection = (reads: Reads, { fields, edges }: Selection): void => {
    for (const field of fields) addField(schema, reads, field);
    for (const edge of edges) {
      const { as } = edge.association;
      reads.fields.add(as);
      const name = hasArguments(edge) ? `${as} ${argumentSets++}` : as;
      addSelection(edgeOf(reads, name, edge.association, edge.wanted), edge.selection);
    }
  };
  const reads = emptyReads(selection.model);
  addSelection(reads, selection);
  return reads;
}

/** The same for the same reads, whatever order they are asked for in. */
export function signatureOf({ model, fields, needs, edges }: Reads): string {
  const below = [...edges].map(([name, { reads }]) => [name, signatureOf(reads)]).sort();
  return JSON.stringify([model, [...fields].sort(), [...needs].sort(), below]);
}

function emptyReads(model: string): Reads {
  return { model, fields: new Set(), needs: new Set(), edges: new Map() };
}

function edgeOf(reads: Reads, name: string, association: AssociationSpec, wanted: Wanted | null): Reads {
  const edge = reads.edges.get(name) ?? { association, wanted, reads: emptyReads(association.target) };
  reads.edges.set(name, edge);
  return edge.reads;
}

function addField(schema: SchemaSpec, reads: Reads, field: string): void {
  const model = modelOf(schema, reads.model);
  reads.fields.add(field);
  if (columnOf(model, field)?.hasGetter) reads.needs.add(field);
  const member = model.members.find(({ name }) => name === (field === 'str' ? 'toString' : field));
  if (!member) return;
  for (const path of needsOf(member, readableColumns(model))) addNeed(schema, reads, path.split('.'));
}

function needsOf({ kind, needs, isDeclared }: MemberSpec, everything: readonly string[]): readonly string[] {
  if (isDeclared) return needs;
  return kind === 'virtual' ? needs.filter((path) => !path.includes('.')) : everything;
}

function addNeed(schema: SchemaSpec, reads: Reads, [name, ...rest]: readonly string[]): void {
  if (columnOf(modelOf(schema, reads.model), name!)) {
    reads.needs.add(name!);
    return;
  }
  const association = associationOf(schema, reads.model, name!);
  const below = edgeOf(reads, association.as, association, null);
  if (rest.length > 0) addNeed(schema, below, rest);
}
