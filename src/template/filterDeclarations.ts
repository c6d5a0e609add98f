import type { PathUse } from './pathTree.ts';

/**
 * What a filter does with its first argument, for the analysis:
 * - `text` prints it: a model becomes its `__str__`
 * - `value` computes with a plain value
 * - `same` hands it on: the argument or, for `default`, one of the others
 * - `list` hands on the list, all of it or some, in any order
 * - `item` hands on one of its items
 * - `lists` parts the list into several
 * - `groups` makes a dict of lists of it, by the `attribute`
 * - `attribute` hands on the `attribute` of each item
 * - `entries` makes pairs of a dict: lists of key and value
 * - `listing` hands on a list; of a dict, makes `{ key, value }` objects
 * - `count` asks how many it holds
 * - `items` prints its items, or their `attribute`
 * - `sum` adds its items, or their `attribute`
 * - `whole` takes everything of it
 */
export type FilterReads =
  | 'text'
  | 'value'
  | 'same'
  | 'list'
  | 'item'
  | 'lists'
  | 'groups'
  | 'attribute'
  | 'entries'
  | 'listing'
  | 'count'
  | 'items'
  | 'sum'
  | 'whole';

export interface FilterDeclaration {
  readonly reads: FilterReads;
  /** Where the name of an attribute of the items is given: a keyword, and its position after the first argument. */
  readonly attribute?: AttributeArgument;
  /** How a `list` reads each item, or the `attribute` of each. */
  readonly itemUse?: PathUse;
  /** The arguments that it takes by name; nunjucks hands any other filter an object instead. */
  readonly keywords?: readonly string[];
}

export interface AttributeArgument {
  readonly keyword: string;
  readonly position: number;
  /** Whether it is one member's name, not a path with dots. */
  readonly single?: true;
}

const attributeFirst = { keyword: 'attribute', position: 0 } as const;

/** The filters of nunjucks 3.2 and ours, by name. */
export const filterDeclarations: ReadonlyMap<string, FilterDeclaration> = new Map<string, FilterDeclaration>([
  ['abs', { reads: 'value' }],
  ['batch', { reads: 'lists', keywords: ['linecount', 'fill_with'] }],
  ['capitalize', { reads: 'text' }],
  ['center', { reads: 'text', keywords: ['width'] }],
  ['currency', { reads: 'value', keywords: ['currency'] }],
  ['d', { reads: 'same', keywords: ['default_value', 'boolean'] }],
  ['date', { reads: 'value', keywords: ['style', 'timeZone'] }],
  ['default', { reads: 'same', keywords: ['default_value', 'boolean'] }],
  ['dictsort', { reads: 'entries', keywords: ['case_sensitive', 'by'] }],
  ['dump', { reads: 'whole', keywords: ['spaces'] }],
  ['e', { reads: 'text' }],
  ['escape', { reads: 'text' }],
  ['first', { reads: 'item' }],
  ['float', { reads: 'value', keywords: ['default'] }],
  ['forceescape', { reads: 'text' }],
  ['groupby', { reads: 'groups', attribute: attributeFirst, keywords: ['attribute'] }],
  ['indent', { reads: 'text', keywords: ['width', 'indentfirst'] }],
  ['int', { reads: 'value', keywords: ['default', 'base'] }],
  ['join', { reads: 'items', attribute: { keyword: 'attribute', position: 1 }, keywords: ['d', 'attribute'] }],
  ['last', { reads: 'item' }],
  ['length', { reads: 'count' }],
  ['list', { reads: 'listing' }],
  ['lower', { reads: 'text' }],
  ['map', { reads: 'attribute', attribute: attributeFirst, keywords: ['attribute'] }],
  ['nl2br', { reads: 'text' }],
  ['number', { reads: 'value', keywords: ['digits', 'minimumFractionDigits', 'maximumFractionDigits', 'style'] }],
  ['pluralize', { reads: 'count', keywords: ['suffix', 'zero', 'one', 'two', 'few', 'many', 'other'] }],
  ['random', { reads: 'item' }],
  ['reject', { reads: 'list', itemUse: 'test', keywords: ['test', 'argument'] }],
  ['rejectattr', { reads: 'list', attribute: attributeFirst, itemUse: 'test', keywords: ['attribute'] }],
  ['replace', { reads: 'text', keywords: ['old', 'new', 'count'] }],
  ['reverse', { reads: 'list' }],
  ['round', { reads: 'value', keywords: ['precision', 'method'] }],
  ['safe', { reads: 'text' }],
  ['select', { reads: 'list', itemUse: 'test', keywords: ['test', 'argument'] }],
  ['selectattr', { reads: 'list', attribute: attributeFirst, itemUse: 'test', keywords: ['attribute'] }],
  ['slice', { reads: 'lists', keywords: ['slices', 'fill_with'] }],
  [
    'sort',
    {
      reads: 'list',
      attribute: { keyword: 'attribute', position: 2 },
      itemUse: 'value',
      keywords: ['reverse', 'case_sensitive', 'attribute'],
    },
  ],
  ['string', { reads: 'text' }],
  ['striptags', { reads: 'text', keywords: ['preserve_linebreaks'] }],
  ['sum', { reads: 'sum', attribute: attributeFirst, keywords: ['attribute', 'start'] }],
  ['timeago', { reads: 'value', keywords: ['timeZone'] }],
  ['title', { reads: 'text' }],
  ['tojson', { reads: 'whole', keywords: ['indent'] }],
  ['trim', { reads: 'text' }],
  ['truncate', { reads: 'text', keywords: ['length', 'killwords', 'end'] }],
  ['unique', { reads: 'list', attribute: attributeFirst, itemUse: 'identity', keywords: ['attribute'] }],
  ['upper', { reads: 'text' }],
  ['urlencode', { reads: 'value' }],
  ['urlize', { reads: 'text', keywords: ['length', 'nofollow'] }],
  ['wordcount', { reads: 'text' }],
]);

/** How a test (`x is odd`) reads what it is asked of. The other arguments are computed with. */
export const testDeclarations: ReadonlyMap<string, PathUse> = new Map<string, PathUse>([
  ...[
    'callable',
    'defined',
    'escaped',
    'falsy',
    'iterable',
    'mapping',
    'null',
    'number',
    'string',
    'truthy',
    'undefined',
  ].map((name) => [name, 'test'] as const),
  ...[
    'divisibleby',
    'eq',
    'equalto',
    'even',
    'ge',
    'greaterthan',
    'gt',
    'le',
    'lessthan',
    'lower',
    'lt',
    'ne',
    'odd',
  ].map((name) => [name, 'value'] as const),
  ...['sameas', 'upper'].map((name) => [name, 'value'] as const),
]);

/** Functions that templates can call: how they read their arguments. */
export const globalDeclarations: ReadonlyMap<string, PathUse> = new Map<string, PathUse>([
  ['cycler', 'value'],
  ['joiner', 'value'],
  ['range', 'value'],
]);

/**
 * Methods of strings, numbers, lists, dates, maps and sets that change nothing, by what they give: text and numbers
 * (`value`), some of the list (`list`), one item (`item`), its items as text (`items`).
 */
export const methodDeclarations: ReadonlyMap<string, 'value' | 'list' | 'item' | 'items'> = new Map<
  string,
  'value' | 'list' | 'item' | 'items'
>([
  ...[
    'charAt',
    'endsWith',
    'has',
    'includes',
    'indexOf',
    'lastIndexOf',
    'padEnd',
    'padStart',
    'replaceAll',
    'split',
    'startsWith',
    'substring',
    'toFixed',
    'toISOString',
    'toLocaleDateString',
    'toLocaleString',
    'toLocaleTimeString',
    'toLowerCase',
    'toPrecision',
    'toString',
    'toUpperCase',
    'trim',
    'trimEnd',
    'trimStart',
  ].map((name) => [name, 'value'] as const),
  ['at', 'item'],
  ['concat', 'list'],
  ['join', 'items'],
  ['slice', 'list'],
]);

/** Methods that change what they are called on. */
export const changingMethods: ReadonlySet<string> = new Set([
  ...['copyWithin', 'fill', 'pop', 'push', 'reverse', 'shift', 'sort', 'splice', 'unshift'],
]);
