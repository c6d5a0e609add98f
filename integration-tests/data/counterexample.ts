import type { Columns } from './columnLaw.ts';
import type { Operation } from './operation.ts';
import { type AssociationSpec, type ModelSpec, type SchemaSpec, sourceKeyOf, targetKeyOf } from './schemaSpec.ts';

/** A case as a person reads it: the part of the schema that it is about, with its rows, what is asked, and the SQL. */
export function describeCase(
  schema: SchemaSpec,
  { selected, named }: Columns,
  { text, variables }: Operation,
  statements: readonly string[],
): string {
  const useful = new Set([...selected, ...named]);
  const models = schema.models.filter(({ name }) => [...useful].some((column) => column.startsWith(`${name}.`)));
  const associations = schema.associations.filter((association) => {
    const { source, target } = association;
    const isUseful = useful.has(`${source}.${sourceKeyOf(association)}`);
    return isUseful && useful.has(`${target}.${targetKeyOf(association)}`);
  });
  return [
    ...models.map((model) => describeModel(model, useful)),
    ...associations.map(describeAssociation),
    text,
    JSON.stringify(variables),
    ...statements,
  ].join('\n');
}

function describeModel({ name, columns, deletedAt, scope, members, rows }: ModelSpec, useful: Set<string>): string {
  const shown = columns.filter((column) => useful.has(`${name}.${column.name}`));
  const written = shown.map((column) => {
    const { type, field, isUnique, hasGetter } = column;
    return [
      column.name,
      type,
      ...(field === column.name ? [] : [`field ${field}`]),
      ...(isUnique ? ['unique'] : []),
      ...(hasGetter ? ['get()'] : []),
    ].join(' ');
  });
  const rules = [
    ...(deletedAt ? [`paranoid by ${deletedAt}`] : []),
    ...scope.where.map((narrowing) => `default scope ${JSON.stringify(narrowing)}`),
    ...scope.order.map((order) => `default order ${order.join(' ')}`),
    ...members.map(({ kind, name, needs, isDeclared }) => {
      return `${kind} ${name} of ${needs.join(', ')}${isDeclared ? '' : ', undeclared'}`;
    }),
    ...rows.map((row) => JSON.stringify(shown.map((column) => row[column.name]))),
  ];
  return [`${name}: ${written.join(', ')}`, ...rules].join('\n  ');
}

function describeAssociation(association: AssociationSpec): string {
  const { kind, source, target, as, scope, ...ties } = association;
  return `${source}.${kind}(${target}) as ${as}: ${JSON.stringify({ ...ties, ...(scope.length > 0 && { scope }) })}`;
}
