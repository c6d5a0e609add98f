import { didYouMean, LivegraftError, type TemplateLocation } from '../errors.ts';
import { filterDeclarations } from './filters.ts';
import { parseTemplate } from './parseTemplate.ts';
import {
  addRead,
  createPathTree,
  depthOf,
  itemsOf,
  memberOf,
  type PathNode,
  type PathTree,
  type PathUse,
} from './pathTree.ts';
import { isCallableMember } from './rewriteTemplate.ts';
import { type Meaning, meaningOf, mergeStates, nothing, Scope, sizeOfState, union } from './scope.ts';
import type {
  ArgumentsNode,
  BlockNode,
  CallNode,
  ExpressionNode,
  FilterNode,
  ForNode,
  KeywordArgumentsNode,
  LookupNode,
  PairNode,
  StatementNode,
  SymbolNode,
} from './templateNodes.ts';
import { locate, type TemplateLoader, type TemplateSource } from './templateSource.ts';

/** What one template reads, with the templates that it extends and includes. */
export interface TemplateAnalysis {
  readonly paths: PathTree;
  /** Every template that was read, the given one first. */
  readonly sources: readonly TemplateSource[];
}

/**
 * The fields that a template reads. A loop variable stands for its list's items, a name that was set for what it was set
 * to; both branches of a condition count. The statements and expressions mean what nunjucks 3.2 compiles them to
 * (nunjucks/src/compiler.js), and every kind is named here: what cannot be known without running the template throws.
 *
 * Throws LG1000 (no such template), LG1001 (does not parse), LG1002 (not supported), LG1003 (cannot be known),
 * LG1004 (no such filter).
 */
export function collectPaths(name: string, load: TemplateLoader): TemplateAnalysis {
  const collector = new Collector(load);
  collector.template(name);
  return { paths: collector.paths, sources: [...collector.sources.values()] };
}

/** A body that a block may have, and the template it stands in: the child's first, then its parent's. */
interface BlockBody {
  readonly source: TemplateSource;
  readonly body: StatementNode;
}

/** Longer paths, and names that may mean more, come from a name that is set to a member of itself in a loop. */
const maxDepth = 32;
const maxTargets = 256;
const globals: ReadonlySet<string> = new Set(['range', 'cycler', 'joiner']);

class Collector {
  readonly paths = createPathTree();
  readonly sources = new Map<string, TemplateSource>();
  readonly #load: TemplateLoader;
  #scope = new Scope();
  #source!: TemplateSource;
  #blocks = new Map<string, BlockBody[]>();
  /** The templates being read, outermost first. */
  #reading: string[] = [];

  constructor(load: TemplateLoader) {
    this.#load = load;
  }

  template(name: string, from?: TemplateLocation): void {
    if (this.#reading.includes(name)) throw readsItself(name, this.#reading, from);
    const source = this.#find(name, from);
    const root = parseTemplate(source);
    this.sources.set(name, source);
    this.#reading.push(name);
    this.#in(source, () => this.#root(root));
    this.#reading.pop();
  }

  #find(name: string, from: TemplateLocation | undefined): TemplateSource {
    try {
      return this.#load(name);
    } catch (error) {
      if (!from || !(error instanceof LivegraftError)) throw error;
      throw new LivegraftError({ code: error.code, message: error.reason, location: from, cause: error });
    }
  }

  /** A child's statements run before its parent's; of its output, only what stands in blocks is shown. */
  #root(root: StatementNode): void {
    const parent = findExtends(root);
    const blocks = findBlocks(root);
    const again = blocks.find(({ name }, index) =>
      blocks.slice(0, index).some((other) => other.name.value === name.value),
    );
    if (again) throw twoBlocks(again.name.value, this.#locate(again.name));
    for (const block of blocks) {
      const bodies = this.#blocks.get(block.name.value) ?? [];
      this.#blocks.set(block.name.value, [...bodies, { source: this.#source, body: block.body }]);
    }
    if (!parent) return this.#statement(root);
    for (const child of childrenOf(root)) {
      if (child.typename === 'Output' || child.typename === 'Block' || child === parent) continue;
      this.#statement(child);
    }
    this.template(this.#templateName(parent.template), this.#locate(parent));
  }

  #statement(node: StatementNode): void {
    switch (node.typename) {
      case 'Root':
      case 'NodeList':
        for (const child of node.children) this.#statement(child);
        return;
      case 'Output':
        for (const child of node.children) if (child.typename !== 'TemplateData') this.#read(child, 'print');
        return;
      case 'For':
        return this.#for(node);
      case 'If':
        this.#read(node.cond, 'test');
        return this.#oneOf(node.body, node.else_);
      case 'Set':
        if (!node.value) throw this.#unsupported('{% set %} with a body', node);
        return this.#set(node.targets, this.#meaning(node.value));
      case 'Block':
        return this.#block(node.name.value, 0);
      case 'Extends':
        throw this.#unsupported('{% extends %} inside another tag', node);
      case 'Include':
        return this.#include(node);
      case 'AsyncAll':
      case 'AsyncEach':
      case 'CallExtension':
      case 'CallExtensionAsync':
      case 'FromImport':
      case 'IfAsync':
      case 'Import':
      case 'Macro':
      case 'Switch':
        throw this.#unsupported(tagNames[node.typename], node);
      default:
        node satisfies never;
    }
  }

  /**
   * The body is read until no name means more than before: a name may be set to what an earlier turn made of it. One
   * scope holds all turns, as one frame of nunjucks does; `else` is for a list without any.
   */
  #for(node: ForNode): void {
    const list = this.#meaning(node.arr);
    this.#markAll(list, 'iterate', this.#locate(node.arr));
    if (node.name.typename !== 'Symbol') throw this.#unsupported('{% for %} with several names', node);
    const item = this.#itemsOf(list, this.#locate(node.arr));
    const name = node.name.value;
    this.#nested(false, () => {
      const before = this.#scope.capture();
      this.#scope.bind('loop', nothing);
      this.#scope.bind(name, item);
      let state = this.#scope.capture();
      for (let size = -1; size !== sizeOfState(state); ) {
        size = sizeOfState(state);
        this.#scope.restore(state);
        this.#scope.bind(name, item);
        this.#statement(node.body);
        state = mergeStates(state, this.#scope.capture());
      }
      this.#scope.restore(before);
      if (node.else_) this.#statement(node.else_);
      this.#scope.restore(mergeStates(state, this.#scope.capture()));
    });
  }

  /** Reads each way that a template may take, from the same names; afterwards a name may mean what any of them set. */
  #oneOf(...ways: readonly (StatementNode | null)[]): void {
    const before = this.#scope.capture();
    const after = ways.map((way) => {
      this.#scope.restore(before);
      if (way) this.#statement(way);
      return this.#scope.capture();
    });
    this.#scope.restore(after.reduce(mergeStates));
  }

  #set(targets: readonly SymbolNode[], meaning: Meaning): void {
    const [node] = targets;
    if (meaning.targets.length > maxTargets) throw grows(meaning.targets[0]!, this.#locate(node!));
    for (const target of targets) this.#scope.assign(target.value, meaning);
  }

  /** A block runs where it stands, sees the names there, and keeps what it sets. */
  #block(name: string, level: number): void {
    const block = this.#blocks.get(name)?.[level];
    if (block) this.#in(block.source, () => this.#nested(true, () => this.#statement(block.body)));
  }

  /** An included template sees the names where it stands, and keeps what it sets; its blocks are its own. */
  #include(node: StatementNode & { typename: 'Include' }): void {
    const blocks = this.#blocks;
    this.#blocks = new Map();
    this.#nested(true, () => this.template(this.#templateName(node.template), this.#locate(node)));
    this.#blocks = blocks;
  }

  #templateName(node: ExpressionNode): string {
    if (node.typename === 'Literal' && typeof node.value === 'string') return node.value;
    throw this.#unknowable('The name of this template', node, 'Write it as a string.');
  }

  /** What an expression stands for; what it has to compute on the way counts as read. */
  #meaning(node: ExpressionNode): Meaning {
    switch (node.typename) {
      case 'Literal':
        return { ...nothing, literal: node.value };
      case 'Symbol':
        return this.#named(node);
      case 'LookupVal':
        return this.#lookup(node);
      case 'FunCall':
        return this.#call(node);
      case 'Filter':
        return this.#filter(node);
      case 'Group':
        return node.children.map((child) => this.#meaning(child)).at(-1) ?? nothing;
      case 'Array':
      case 'Dict':
        for (const child of node.children) this.#read(child.typename === 'Pair' ? child.value : child, 'value');
        return nothing;
      case 'InlineIf':
        this.#read(node.cond, 'test');
        return union(this.#meaning(node.body), node.else_ ? this.#meaning(node.else_) : nothing);
      case 'Or':
      case 'And':
        return union(this.#read(node.left, 'test'), this.#meaning(node.right));
      case 'Not':
        this.#read(node.target, 'test');
        return nothing;
      case 'Neg':
      case 'Pos':
        this.#read(node.target, 'value');
        return nothing;
      case 'Is':
        this.#read(node.left, 'test');
        if (node.right.typename === 'FunCall') this.#readArguments(node.right.args);
        return nothing;
      case 'Concat':
        this.#read(node.left, 'print');
        this.#read(node.right, 'print');
        return nothing;
      case 'In':
      case 'Add':
      case 'Sub':
      case 'Mul':
      case 'Div':
      case 'FloorDiv':
      case 'Mod':
      case 'Pow':
        this.#read(node.left, 'value');
        this.#read(node.right, 'value');
        return nothing;
      case 'Compare':
        return this.#compare([node.expr, ...node.ops.map((operand) => operand.expr)]);
      case 'Capture':
        throw this.#unsupported('{% filter %}', node);
      case 'Pair':
      case 'KeywordArgs':
      case 'Caller':
      case 'FilterAsync':
        throw this.#unsupported(`the expression ${node.typename}`, node);
      default:
        return node satisfies never;
    }
  }

  /** `x.tenant == none` asks whether the tenant is there; any other comparison computes with both sides. */
  #compare(operands: readonly ExpressionNode[]): Meaning {
    const onlyTests = operands.some((operand) => operand.typename === 'Literal' && operand.value === null);
    for (const operand of operands) this.#read(operand, onlyTests ? 'test' : 'value');
    return nothing;
  }

  #named(node: SymbolNode): Meaning {
    const bound = this.#scope.lookup(node.value);
    if (bound && !bound.mayBeUnset) return bound;
    if (globals.has(node.value)) return bound ?? nothing;
    const given = meaningOf([memberOf(this.paths, node.value, this.#locate(node))]);
    return bound ? union(bound, given) : given;
  }

  #lookup(node: LookupNode): Meaning {
    const { targets } = this.#meaning(node.target);
    const key = this.#meaning(node.val);
    this.#markAll(key, 'value', this.#locate(node.val));
    if (targets.length === 0) return nothing;
    if (typeof key.literal === 'number') return this.#itemsOf({ targets }, this.#locate(node));
    if (typeof key.literal !== 'string') throw this.#unknowable('This key', node.val, 'Write the name of the member.');
    const name = key.literal;
    const location = this.#locate(node.val.typename === 'Literal' ? node.val : node, name.length);
    return meaningOf(targets.map((target) => this.#member(target, name, location)));
  }

  #itemsOf({ targets }: Pick<Meaning, 'targets'>, location: TemplateLocation): Meaning {
    for (const target of targets) if (depthOf(target) >= maxDepth) throw grows(target, location);
    return meaningOf(targets.map(itemsOf));
  }

  #member(target: PathNode, name: string, location: TemplateLocation): PathNode {
    if (depthOf(target) >= maxDepth) throw grows(target, location);
    return memberOf(target, name, location);
  }

  /** A call is known where it means its member (`getFullName()`, `all()`), is `super()`, or calls what nunjucks provides. */
  #call(node: CallNode): Meaning {
    const { name: callee, args } = node;
    if (callee.typename === 'Symbol' && callee.value === 'super') throw this.#unsupported('super()', callee);
    if (callee.typename === 'Symbol' && globals.has(callee.value) && !this.#scope.lookup(callee.value)) {
      this.#readArguments(args);
      return nothing;
    }
    const member = callee.typename === 'LookupVal' && callee.val.typename === 'Literal' ? String(callee.val.value) : '';
    if (isCallableMember(member) && args.children.length === 0) return this.#meaning(callee);
    if (callee.typename === 'LookupVal' && this.#meaning(callee.target).targets.length === 0) {
      this.#readArguments(args);
      return nothing;
    }
    if (callee.typename === 'Symbol' && this.#isComputed(callee.value)) {
      this.#readArguments(args);
      return nothing;
    }
    throw this.#unsupported(
      member ? `the call ${member}(…)` : 'this call',
      callee.typename === 'LookupVal' ? callee.val : callee,
    );
  }

  /** Whether a name was set to what holds no data: a `joiner`, say. */
  #isComputed(name: string): boolean {
    const meaning = this.#scope.lookup(name);
    return meaning !== undefined && !meaning.mayBeUnset && meaning.targets.length === 0;
  }

  #filter(node: FilterNode): Meaning {
    const declaration = filterDeclarations.get(node.name.value);
    if (!declaration) throw this.#unknownFilter(node);
    const [first, ...rest] = node.args.children as [ExpressionNode, ...(ExpressionNode | KeywordArgumentsNode)[]];
    const keywords = rest.find((argument) => argument.typename === 'KeywordArgs');
    if (keywords && !declaration.keywords)
      throw this.#unsupported(`keyword arguments of the filter "${node.name.value}"`, node.name);
    if (declaration.reads === 'same') {
      const given = this.#read(first, 'test');
      return rest.map((argument) => this.#meaning(argument as ExpressionNode)).reduce(union, given);
    }
    const input = this.#meaning(first);
    const items = () => this.#itemsOf(input, this.#locate(first));
    const attribute = declaration.attribute && this.#attribute(rest, declaration.attribute);
    this.#readArguments({ ...node.args, children: rest });
    const location = this.#locate(first);
    switch (declaration.reads) {
      case 'text':
        this.#markAll(input, 'print', location);
        return nothing;
      case 'value':
        this.#markAll(input, 'value', location);
        return nothing;
      case 'count':
        this.#markAll(input, 'count', location);
        return nothing;
      case 'items':
        this.#markAll(input, 'iterate', location);
        this.#markAll(attribute ? this.#follow(items(), attribute) : items(), 'print', location);
        return nothing;
      case 'list':
        this.#markAll(input, 'iterate', location);
        if (attribute) this.#markAll(this.#follow(items(), attribute), 'value', location);
        return input;
      case 'item':
        this.#markAll(input, 'iterate', location);
        return items();
      default:
        return declaration.reads satisfies never;
    }
  }

  /** The string that a filter is given as the name of an attribute. */
  #attribute(
    args: readonly (ExpressionNode | KeywordArgumentsNode)[],
    { keyword, position }: { keyword: string; position: number },
  ) {
    const pairs = args.flatMap((argument) => (argument.typename === 'KeywordArgs' ? keywordPairs(argument) : []));
    const named = pairs.find((pair) => (pair.key as SymbolNode).value === keyword)?.value;
    const positional = args.filter((argument) => argument.typename !== 'KeywordArgs')[position];
    const node = named ?? positional;
    if (!node) return undefined;
    if (node.typename === 'Literal' && typeof node.value === 'string') return node;
    throw this.#unknowable('The attribute of this filter', node as ExpressionNode, 'Write it as a string.');
  }

  #follow(meaning: Meaning, attribute: { readonly value: unknown } & ExpressionNode): Meaning {
    const location = this.#locate(attribute, String(attribute.value).length);
    return String(attribute.value)
      .split('.')
      .reduce((from, name) => meaningOf(from.targets.map((target) => memberOf(target, name, location))), meaning);
  }

  #readArguments(args: ArgumentsNode): void {
    for (const argument of args.children) {
      if (argument.typename !== 'KeywordArgs') this.#read(argument as ExpressionNode, 'value');
      else for (const pair of keywordPairs(argument)) this.#read(pair.value, 'value');
    }
  }

  /** What an expression stands for, each of it marked as read. */
  #read(node: ExpressionNode, use: PathUse): Meaning {
    const meaning = this.#meaning(node);
    this.#markAll(meaning, use, this.#locate(node));
    return meaning;
  }

  #markAll({ targets }: Meaning, use: PathUse, location: TemplateLocation): void {
    for (const target of targets) addRead(target, use, location);
  }

  #nested(isolated: boolean, run: () => void): void {
    const outer = this.#scope;
    this.#scope = new Scope(outer, isolated);
    run();
    this.#scope = outer;
  }

  #in(source: TemplateSource, run: () => void): void {
    const outer = this.#source;
    this.#source = source;
    run();
    this.#source = outer;
  }

  /** The characters that name what `node` reads: for `a.b.c` those of `c`. */
  #locate(node: StatementNode | ExpressionNode, length?: number): TemplateLocation {
    if (node.typename === 'LookupVal' && node.val.typename === 'Literal') return this.#locate(node.val);
    if (node.typename === 'FunCall') return this.#locate(node.name, length);
    const { value } = node as { value?: unknown };
    const width = node.typename === 'Symbol' || node.typename === 'Literal' ? String(value).length : 1;
    return locate(this.#source, node.lineno, node.colno, length ?? width);
  }

  #unsupported(what: string, node: StatementNode | ExpressionNode): LivegraftError {
    return new LivegraftError({
      code: 'LG1002',
      message: `Livegraft does not support ${what} yet.`,
      hint: 'Write it with for, if, set, include, extends, block, filters or an inline if.',
      location: this.#locate(node),
    });
  }

  #unknowable(what: string, node: ExpressionNode, hint: string): LivegraftError {
    return new LivegraftError({
      code: 'LG1003',
      message: `${what} is only known when the page renders, so the fields it reads cannot be loaded.`,
      hint,
      location: this.#locate(node),
    });
  }

  #unknownFilter(node: FilterNode): LivegraftError {
    const { value } = node.name;
    return new LivegraftError({
      code: 'LG1004',
      message: `There is no filter "${value}".`,
      hint:
        didYouMean(value, filterDeclarations.keys()) ??
        `Livegraft knows ${[...filterDeclarations.keys()].sort().join(', ')}.`,
      location: this.#locate(node.name),
    });
  }
}

const tagNames = {
  AsyncAll: '{% asyncAll %}',
  AsyncEach: '{% asyncEach %}',
  CallExtension: 'tags of extensions',
  CallExtensionAsync: 'tags of extensions',
  FromImport: '{% from … import %}',
  IfAsync: '{% ifAsync %}',
  Import: '{% import %}',
  Macro: '{% macro %}',
  Switch: '{% switch %}',
} as const;

function childrenOf(root: StatementNode): readonly StatementNode[] {
  return root.typename === 'Root' || root.typename === 'NodeList' ? root.children : [root];
}

function findExtends(root: StatementNode): (StatementNode & { typename: 'Extends' }) | undefined {
  return childrenOf(root).find((child) => child.typename === 'Extends');
}

/** All blocks of one template, those within blocks and other tags among them. */
function findBlocks(node: StatementNode): BlockNode[] {
  switch (node.typename) {
    case 'Root':
    case 'NodeList':
      return node.children.flatMap(findBlocks);
    case 'Block':
      return [node, ...findBlocks(node.body)];
    case 'For':
    case 'If':
      return [...findBlocks(node.body), ...(node.else_ ? findBlocks(node.else_) : [])];
    default:
      return [];
  }
}

function keywordPairs(node: ExpressionNode | KeywordArgumentsNode): readonly PairNode[] {
  return (node as KeywordArgumentsNode).children;
}

function readsItself(name: string, reading: readonly string[], location: TemplateLocation | undefined): LivegraftError {
  return new LivegraftError({
    code: 'LG1005',
    message: `The template "${name}" reads itself: ${[...reading, name].join(' → ')}.`,
    location,
  });
}

function twoBlocks(name: string, location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG1001',
    message: `The template does not parse: the block "${name}" is defined more than once.`,
    location,
  });
}

function grows(target: PathNode, location: TemplateLocation): LivegraftError {
  let named = target;
  while (named.name === '' && named.parent) named = named.parent;
  return new LivegraftError({
    code: 'LG1003',
    message: `How often "${named.name}" is followed is only known when the page renders.`,
    hint: 'Write the steps out, or compute the value in the view.',
    location,
  });
}
