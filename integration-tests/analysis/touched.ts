import type { TemplateAnalysis } from '../../src/template/collectPaths.ts';
import {
  filterDeclarations,
  globalDeclarations,
  methodDeclarations,
  testDeclarations,
} from '../../src/template/filterDeclarations.ts';
import { listWords } from '../../src/template/listPaths.ts';
import { parseTemplate } from '../../src/template/parseTemplate.ts';
import { childrenOf, type SymbolNode, type TemplateNode } from '../../src/template/templateNodes.ts';

/** What templates are made of, by kind: the nodes, filters, tests, global functions and methods. */
export type Kind = 'node' | 'filter' | 'test' | 'global' | 'method';

/** How often each was there, as `filter upper`. */
export class Counts {
  readonly #counts: Map<string, number>;

  /** `names` are counted from nothing, so that what never comes is seen. */
  constructor(names: Iterable<string>) {
    this.#counts = new Map([...names].map((name) => [name, 0]));
  }

  /** Others, such as the names of fields and macros, are not counted. */
  add(names: Iterable<string>): void {
    for (const name of names) if (this.#counts.has(name)) this.#counts.set(name, this.#counts.get(name)! + 1);
  }

  below(least: number): string[] {
    return [...this.#counts].filter(([, count]) => count < least).map(([name, count]) => `${name}: ${count}`);
  }

  /** A line for each kind. */
  toString(): string {
    const kinds: readonly Kind[] = ['node', 'filter', 'test', 'global', 'method'];
    return kinds.map((kind) => `${kind}s: ${this.#ofKind(kind).join(', ')}`).join('\n');
  }

  #ofKind(kind: Kind): string[] {
    const all = [...this.#counts].filter(([name]) => name.startsWith(`${kind} `));
    return all.sort(([, a], [, b]) => a - b).map(([name, count]) => `${name.slice(kind.length + 1)} ${count}`);
  }
}

/** Everything that a template can be made of and the analysis does not refuse. */
export function allTouchable(): string[] {
  return [
    ...Object.keys(nodeTypes).map((name) => `node ${name}`),
    ...[...filterDeclarations.keys()].map((name) => `filter ${name}`),
    ...[...testDeclarations.keys()].map((name) => `test ${name}`),
    ...[...globalDeclarations.keys()].map((name) => `global ${name}`),
    ...[...methodDeclarations.keys(), ...listWords].map((name) => `method ${name}`),
  ];
}

/** What the templates that an analysis has read are made of, each once. */
export function touchedBy({ sources }: TemplateAnalysis): Set<string> {
  return new Set(sources.flatMap((source) => namesIn(parseTemplate(source))));
}

function namesIn(node: TemplateNode): string[] {
  return [...namesOf(node), ...(childrenOf(node) as TemplateNode[]).flatMap(namesIn)];
}

function namesOf(node: TemplateNode): string[] {
  const own = [`node ${node.typename}`];
  if (node.typename === 'Filter') return [...own, `filter ${node.name.value}`];
  if (node.typename === 'Is') return [...own, `test ${nameOfTest(node.right)}`];
  if (node.typename === 'FunCall' && node.name.typename === 'Symbol') return [...own, `global ${node.name.value}`];
  if (node.typename !== 'LookupVal' || node.val.typename !== 'Literal') return own;
  return [...own, `method ${node.val.value}`];
}

function nameOfTest(node: TemplateNode): string {
  return String(((node.typename === 'FunCall' ? node.name : node) as SymbolNode).value);
}

type Untouchable = 'AsyncAll' | 'AsyncEach' | 'CallExtension' | 'CallExtensionAsync' | 'IfAsync' | 'FilterAsync';

/** A new type of node does not compile until it is here. */
const nodeTypes: Readonly<Record<Exclude<TemplateNode['typename'], Untouchable>, true>> = {
  ...{ Root: true, NodeList: true, Output: true, For: true, If: true, Switch: true, Set: true, Block: true },
  ...{ Extends: true, Include: true, Macro: true, Import: true, FromImport: true, Capture: true, Caller: true },
  ...{
    Literal: true,
    Symbol: true,
    LookupVal: true,
    FunCall: true,
    Filter: true,
    Group: true,
    Array: true,
    Dict: true,
  },
  ...{ Pair: true, KeywordArgs: true, InlineIf: true, Or: true, And: true, Not: true, Neg: true, Pos: true, Is: true },
  ...{ In: true, Concat: true, Add: true, Sub: true, Mul: true, Div: true, FloorDiv: true, Mod: true, Pow: true },
  Compare: true,
};
