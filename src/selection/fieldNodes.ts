import { type FieldNode, Kind, type SelectionNode, type SelectionSetNode } from 'graphql';

/** A field beside another of the same name: an object that is taken whole and read deeper selects both. */
export function mergeFields(a: SelectionNode | undefined, b: FieldNode): FieldNode {
  if (a?.kind !== Kind.FIELD || !a.selectionSet || !b.selectionSet) return b;
  const selections = new Map(a.selectionSet.selections.map((node) => [nameOf(node as FieldNode), node as FieldNode]));
  for (const node of b.selectionSet.selections as FieldNode[])
    selections.set(nameOf(node), mergeFields(selections.get(nameOf(node)), node));
  return { ...b, selectionSet: { kind: Kind.SELECTION_SET, selections: [...selections.values()] } };
}

/** Its name in the result. */
export function nameOf({ alias, name }: FieldNode): string {
  return (alias ?? name).value;
}

export function fieldNode(name: string, selectionSet?: SelectionSetNode, alias?: string): FieldNode {
  return {
    kind: Kind.FIELD,
    name: { kind: Kind.NAME, value: name },
    ...(alias && { alias: { kind: Kind.NAME, value: alias } }),
    ...(selectionSet && { selectionSet }),
  };
}

/** How a row prints. */
export function strNode(): FieldNode {
  return fieldNode('str', undefined, '__str__');
}

/** `total: annotation(name: "total")` */
export function annotationNode(name: string): FieldNode {
  const value = { kind: Kind.STRING, value: name } as const;
  return {
    ...fieldNode('annotation', undefined, name),
    arguments: [{ kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: 'name' }, value }],
  };
}
