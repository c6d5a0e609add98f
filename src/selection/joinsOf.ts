import { Kind, type SelectionSetNode } from 'graphql';
import type { ModelType } from '../schema/modelType.ts';
import { type Operation, rootFieldOf } from './buildOperation.ts';

/** The associations that an operation leads over: those joined to its rows, and those read in a statement of their own. */
export interface OperationJoins {
  readonly joined: readonly string[];
  readonly batched: readonly string[];
  /** What PostgreSQL computes for the rows: annotations of models and QuerySets, counts. */
  readonly annotated: readonly string[];
  /** What resolvers of the application give, who may read more. */
  readonly resolved: readonly string[];
}

/** As paths such as `tenant.user`; a path that another one goes on from is part of that one. */
export function joinsOf(operation: Operation): OperationJoins {
  const { type } = operation;
  const { selectionSet } = rootFieldOf(operation);
  const paths = selectionSet ? associationPaths(selectionSet, type, '') : [];
  const longest = paths.filter(
    ({ path, many }) => many || !paths.some((other) => !other.many && other.path.startsWith(`${path}.`)),
  );
  return {
    joined: longest.filter(({ many }) => !many).map(({ path }) => path),
    batched: longest.filter(({ many }) => many).map(({ path }) => path),
    annotated: selectionSet ? annotationPaths(selectionSet, type, '') : [],
    resolved: selectionSet ? ownPaths(selectionSet, type, '') : [],
  };
}

function associationPaths(
  { selections }: SelectionSetNode,
  type: ModelType,
  prefix: string,
): { path: string; many: boolean }[] {
  return selections.flatMap((selection) => {
    if (selection.kind !== Kind.FIELD || !selection.selectionSet) return [];
    const field = type.fields.get(selection.name.value);
    if (field?.kind !== 'toOne' && field?.kind !== 'toMany') return [];
    const path = `${prefix}${field.name}`;
    return [
      { path, many: field.kind === 'toMany' },
      ...associationPaths(selection.selectionSet, field.target, `${path}.`),
    ];
  });
}

function annotationPaths({ selections }: SelectionSetNode, type: ModelType, prefix: string): string[] {
  return selections.flatMap((selection) => {
    if (selection.kind !== Kind.FIELD) return [];
    if (selection.name.value === 'annotation') return [`${prefix}${selection.alias?.value ?? 'annotation'}`];
    const field = type.fields.get(selection.name.value);
    if (field?.kind === 'annotation') return [`${prefix}${field.name}`];
    const isAssociation = field?.kind === 'toOne' || field?.kind === 'toMany';
    return isAssociation && selection.selectionSet
      ? annotationPaths(selection.selectionSet, field.target, `${prefix}${field.name}.`)
      : [];
  });
}

/** A field that a model's type does not have is one of the application's own. */
function ownPaths({ selections }: SelectionSetNode, type: ModelType, prefix: string): string[] {
  return selections.flatMap((selection) => {
    if (selection.kind !== Kind.FIELD || ['annotation', '__typename'].includes(selection.name.value)) return [];
    const path = `${prefix}${selection.name.value}`;
    const field = type.fields.get(selection.name.value);
    if (!field) return [path];
    const isAssociation = field.kind === 'toOne' || field.kind === 'toMany';
    return isAssociation && selection.selectionSet ? ownPaths(selection.selectionSet, field.target, `${path}.`) : [];
  });
}
