import type { Diagnostics } from '../diagnostics.ts';
import type { TemplateLocation } from '../errors.ts';
import { filterDeclarations, globalDeclarations } from './filterDeclarations.ts';
import * as mistakes from './mistakeFindings.ts';
import { type Binding, bindingIn, type Frame, framesFrom, newFrame, plainValue } from './mistakeFrames.ts';
import { nameOf } from './readExpression.ts';
import {
  type CallNode,
  type CompareNode,
  childrenOf,
  type ExpressionNode,
  type FilterNode,
  type ForNode,
  type IfNode,
  type ListNode,
  type LiteralNode,
  type LookupNode,
  type MacroNode,
  type OutputNode,
  type PairNode,
  type ParametersNode,
  type SetNode,
  type StatementNode,
  type SymbolNode,
  type TemplateDataNode,
  type TemplateNode,
  type UnaryNode,
} from './templateNodes.ts';
import { locate, type TemplateSource } from './templateSource.ts';
import { type Vocabulary, vocabularyOf } from './vocabulary.ts';

/**
 * What nunjucks 3.2 accepts in silence and does otherwise than it reads, as far as one template shows it. Errors are
 * what makes the page wrong, warnings what may. Each rule says what nunjucks/src/compiler.js, runtime.js, lexer.js and
 * filters.js do, or filters.ts where the filter is ours.
 *
 * Reports LG1050 to LG1069.
 */
export function findMistakes(
  root: StatementNode,
  source: TemplateSource,
  diagnostics: Diagnostics,
  vocabulary: Vocabulary = vocabularyOf(),
): void {
  new MistakeFinder(root, source, diagnostics, vocabulary).find();
}

type AnyNode = TemplateNode | TemplateDataNode;

class MistakeFinder {
  readonly #root: StatementNode;
  readonly #source: TemplateSource;
  readonly #diagnostics: Diagnostics;
  readonly #vocabulary: Vocabulary;
  readonly #nodes: readonly AnyNode[];
  readonly #lists: ReadonlySet<string | undefined>;
  readonly #lineStarts: readonly number[];
  #frame: Frame = newFrame('root', null);

  constructor(root: StatementNode, source: TemplateSource, diagnostics: Diagnostics, vocabulary: Vocabulary) {
    this.#root = root;
    this.#source = source;
    this.#diagnostics = diagnostics;
    this.#vocabulary = vocabulary;
    this.#nodes = withDescendants(root);
    this.#lists = listsOf(this.#nodes);
    this.#lineStarts = [0, ...[...source.text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  }

  find(): void {
    if (isChild(this.#root)) this.#outsideBlocks(this.#root, [], { isReported: false });
    this.#visit(this.#root);
  }

  /** A child's output is shown only in its blocks, and its blocks are its own whatever stands around them. */
  #outsideBlocks(node: StatementNode, around: readonly ('for' | 'if')[], run: { isReported: boolean }): void {
    const inside = (tag: 'for' | 'if') => (body: StatementNode | null | undefined) => {
      if (body) this.#outsideBlocks(body, [...around, tag], run);
    };
    switch (node.typename) {
      case 'Root':
      case 'NodeList':
        for (const child of node.children) this.#outsideBlocks(child, around, run);
        return;
      case 'For':
        return [node.body, node.else_].forEach(inside('for'));
      case 'If':
        return [node.body, node.else_].forEach(inside('if'));
      case 'Switch':
        return [...node.cases.map(({ body }) => body), node.default].forEach(inside('if'));
      case 'Block':
        if (around.length > 0) this.#diagnostics.error(mistakes.blockAnyway(node, around.at(-1)!, this.#at(node.name)));
        run.isReported = false;
        return;
      case 'Include':
        return this.#dropped(this.#at(node, 'include'.length), run);
      case 'Output':
        for (const child of node.children) this.#droppedOutput(node, child, run);
    }
  }

  #droppedOutput(output: OutputNode, child: TemplateDataNode | ExpressionNode, run: { isReported: boolean }): void {
    if (child.typename !== 'TemplateData') return this.#dropped(this.#at(output), run);
    if (child.value.replace(/<!--[\s\S]*?-->/g, '').trim() === '') return;
    const [start = ''] = /^(-?%\})?(\s|<!--[\s\S]*?-->)*/.exec(this.#source.text.slice(this.#offset(child))) ?? [];
    this.#dropped(this.#atOffset(this.#offset(child) + start.length), run);
  }

  /** What stands between two blocks is said once. */
  #dropped(location: TemplateLocation, run: { isReported: boolean }): void {
    if (!run.isReported) this.#diagnostics.warning(mistakes.droppedOutput(location));
    run.isReported = true;
  }

  #visit(node: AnyNode): void {
    switch (node.typename) {
      case 'For':
        return this.#for(node);
      case 'If':
        this.#if(node);
        break;
      case 'Switch':
        for (const { body } of node.cases) this.#uncompilable(body, '{% case %}');
        if (node.default) this.#uncompilable(node.default, '{% default %}');
        break;
      case 'InlineIf':
        this.#condition(node.cond);
        break;
      case 'Set':
        return this.#set(node);
      case 'Block':
        if (this.#isMacroOfChild()) this.#diagnostics.error(mistakes.blockInMacro(node, this.#at(node.name)));
        return this.#within(newFrame('block', this.#frame), [node.body]);
      case 'Macro':
        this.#define(node.name);
        return this.#function(node, { ...newFrame('macro', null), hidden: this.#frame, macro: node });
      case 'Caller':
        return this.#function(node, newFrame('call', this.#frame));
      case 'Import':
        this.#define(node.target);
        break;
      case 'FromImport':
        for (const name of node.names.children) this.#define(name.typename === 'Pair' ? name.value : name);
        break;
      case 'Output':
        for (const child of node.children) this.#printed(child);
        break;
      case 'Symbol':
        return this.#symbol(node);
      case 'LookupVal':
        this.#lookup(node);
        break;
      case 'FunCall':
        this.#call(node);
        break;
      case 'Filter':
        this.#filter(node);
        break;
      case 'Group':
        if (node.children.length > 1) this.#diagnostics.error(mistakes.tuple(this.#at(node)));
        break;
      case 'Compare':
        this.#compare(node);
        break;
      case 'Not':
        this.#not(node);
    }
    if (node.typename !== 'TemplateData') for (const child of childrenOf(node)) this.#visit(child);
  }

  /** One frame holds all turns. What is set in it is gone after the loop. */
  #for(node: ForNode): void {
    this.#visit(node.arr);
    if (node.else_) this.#uncompilable(node.else_, 'the {% else %} of a {% for %}');
    if (node.arr.typename === 'InlineIf' && !node.arr.else_)
      this.#diagnostics.error(mistakes.forIf(this.#start(node.arr.cond)));
    const frame = newFrame('for', this.#frame);
    const names = node.name.typename === 'Symbol' ? [node.name] : (node.name.children as SymbolNode[]);
    for (const { value } of names) frame.names.set(value, { kind: 'value', isGlobal: false });
    frame.names.set('loop', { kind: 'loop', isGlobal: false });
    this.#within(frame, [node.body, ...(node.else_ ? [node.else_] : [])]);
    for (const [name, target] of frame.lost) this.#frame.lost.set(name, target);
  }

  /** Only a list that the template also loops over is known to be one. */
  #if(node: IfNode): void {
    this.#condition(node.cond);
    const negated = node.cond.typename === 'Not' ? node.cond.target : undefined;
    const list = pathText(negated ?? node.cond);
    if (!list || !this.#lists.has(list)) return;
    const hasElse = node.else_ !== null && listsOf(withDescendants(node.body)).has(list);
    if (negated || hasElse) this.#diagnostics.warning(mistakes.emptyList(list, this.#start(node.cond)));
  }

  /** These open a callback, and nunjucks closes it after the end of the body that they stand in. */
  #uncompilable(body: StatementNode, place: string): void {
    for (const child of childrenOf(body)) {
      const tag = callbackTags.get(child.typename);
      if (tag) this.#diagnostics.error(mistakes.uncompilable(tag, place, this.#at(child, tag.length)));
    }
  }

  #condition(node: ExpressionNode): void {
    if (!['Not', 'Group', 'And', 'Or'].includes(node.typename)) return;
    const parts = childrenOf(node) as readonly ExpressionNode[];
    const always = node.typename === 'Or' ? parts.find(isTrueLiteral) : undefined;
    if (always) this.#diagnostics.error(mistakes.alwaysTrue(always.value, this.#at(always)));
    for (const part of parts) this.#condition(part);
  }

  #set(node: SetNode): void {
    if (node.value) this.#visit(node.value);
    if (node.body) this.#visit(node.body);
    const kind = node.body && hasMarkup(node.body) ? 'markup' : 'value';
    const { value } = node;
    if (value?.typename === 'Array' && node.targets.length > 1 && value.children.length === node.targets.length) {
      this.#diagnostics.error(mistakes.unpacked(this.#at(value)));
    }
    for (const target of node.targets as readonly ExpressionNode[]) {
      if (target.typename === 'Symbol') this.#assign(target, kind, value);
      else this.#setMember(target);
    }
  }

  #setMember(target: ExpressionNode): void {
    const location = this.#start(target);
    const line = this.#source.text.split('\n')[location.line - 1]!;
    const [written] = /[^=]*[^=\s]/.exec(line.slice(location.column - 1))!;
    this.#diagnostics.error(mistakes.setMember(written, { ...location, length: written.length }));
  }

  /** Source: Frame.set and Frame.resolve; only the frame that a set stands in can keep it from going outwards. */
  #assign(target: SymbolNode, kind: Binding['kind'], value: ExpressionNode | null): void {
    const name = target.value;
    const isolated = this.#frame.kind === 'block' || this.#frame.kind === 'call';
    const owner = isolated ? this.#frame : [...framesFrom(this.#frame)].find(({ names }) => names.has(name));
    if (!owner && this.#frame.kind === 'for') {
      if (value && countsUp(value, name)) this.#diagnostics.warning(mistakes.lostSet(name, this.#at(target)));
      else this.#frame.lost.set(name, target);
    }
    const frame = owner ?? this.#frame;
    frame.names.set(name, { kind, isGlobal: frame.kind === 'root' });
  }

  /** Macros and imports go to the context, but for those in a loop or a call. */
  #define(name: ExpressionNode): void {
    const isGlobal = this.#frame.kind !== 'for' && this.#frame.kind !== 'call';
    this.#frame.names.set((name as SymbolNode).value, { kind: 'value', isGlobal });
  }

  #function(node: AnyNode & { args: ParametersNode; body: StatementNode }, frame: Frame): void {
    for (const name of node.args.children.flatMap(parameterNames)) frame.names.set(name, plainValue);
    if (frame.kind === 'macro') frame.names.set('caller', plainValue);
    this.#within(frame, childrenOf(node));
  }

  #within(frame: Frame, nodes: readonly AnyNode[]): void {
    const around = this.#frame;
    this.#frame = frame;
    for (const node of nodes) this.#visit(node);
    this.#frame = around;
  }

  #printed(node: TemplateDataNode | ExpressionNode): void {
    if (node.typename === 'Symbol' && this.#resolve(node.value)?.kind === 'markup') {
      this.#diagnostics.warning(mistakes.escapedSet(node.value, this.#at(node)));
    }
    if (node.typename !== 'Filter' || keepsMarkupOut.has(node.name.value)) return;
    const [first] = node.args.children;
    if (first?.typename === 'Capture' && hasMarkup(first)) {
      this.#diagnostics.warning(mistakes.escapedFilter(node.name.value, this.#at(node.name)));
    }
  }

  #symbol(node: SymbolNode): void {
    const name = node.value;
    const location = this.#at(node);
    if (!/^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u.test(name))
      return this.#diagnostics.error(mistakes.notAName(name, location));
    if (this.#resolve(name)) return;
    const foreign = this.#vocabulary.globals.has(name) ? undefined : foreignNames.get(name);
    if (foreign) return this.#diagnostics.error(mistakes.foreignName(name, foreign, location));
    const macro = this.#hiddenFrom(name);
    if (macro) return this.#diagnostics.error(mistakes.unseenInMacro(name, macro, location));
    this.#readAfterLoop(name);
  }

  #readAfterLoop(name: string): void {
    for (const { lost } of framesFrom(this.#frame)) {
      const target = lost.get(name);
      if (target) this.#diagnostics.warning(mistakes.lostSet(name, this.#at(target)));
    }
  }

  /** What a name means where it is read, if the template has set it. */
  #resolve(name: string): Binding | undefined {
    for (const frame of framesFrom(this.#frame)) {
      const binding = frame.names.get(name);
      if (binding) return binding;
      if (frame.hidden) return bindingIn(frame.hidden, name, true);
    }
    return undefined;
  }

  /** The macro that a name is read in, where the name is set around it. */
  #hiddenFrom(name: string): MacroNode | undefined {
    const frame = [...framesFrom(this.#frame)].find(({ hidden }) => hidden);
    return frame && bindingIn(frame.hidden!, name, false) ? frame.macro! : undefined;
  }

  #lookup({ target, val }: LookupNode): void {
    if (val.typename === 'Neg' && val.target.typename === 'Literal') {
      return this.#diagnostics.error(mistakes.negativeIndex(this.#at(val, 2)));
    }
    if (val.typename !== 'Literal' || typeof val.value !== 'string') return;
    const location = this.#at(val, val.value.length);
    const isName = !/["']/.test(this.#source.text.charAt(this.#offset(val)));
    if (isName && !/^[\p{ID_Continue}$@]+$/u.test(val.value)) {
      return this.#diagnostics.error(mistakes.notAName(val.value, location));
    }
    if (target.typename !== 'Symbol') return;
    const binding = this.#resolve(target.value);
    if (target.value === 'loop' && binding?.kind === 'loop' && !mistakes.loopMembers.includes(val.value)) {
      this.#diagnostics.error(mistakes.loopMember(val.value, location));
    }
    if (target.value === 'block' && val.value === 'super' && !binding) {
      this.#diagnostics.error(mistakes.foreignName('block.super', 'super()', this.#at(target, 'block.super'.length)));
    }
  }

  /** What an application's function takes by name is its own affair: it is handed one object. */
  #call(node: CallNode): void {
    if (node.name.typename !== 'Symbol' || this.#resolve(node.name.value)) return;
    const { value: name } = node.name;
    if (name === 'caller') this.#diagnostics.error(mistakes.callerOutside(this.#at(node.name)));
    if (globalDeclarations.has(name)) this.#keywords(node, []);
  }

  #filter(node: FilterNode): void {
    const name = node.name.value;
    const declaration = this.#vocabulary.filters.get(name);
    if (!declaration) return;
    const { attribute: declared, keywords = [] } = declaration;
    const [, ...places] = node.args.children.filter(({ typename }) => typename !== 'KeywordArgs');
    this.#keywords(node, keywords);
    if (declaration === filterDeclarations.get(name)) this.#places(name, places, keywords);
    const pair = pairsOf(node).find((each) => nameOf(each) === declared?.keyword);
    const attribute = pair?.value ?? places[declared?.position ?? 0];
    if (declared?.single && isText(attribute) && attribute.value.includes('.')) {
      this.#diagnostics.error(mistakes.dottedAttribute(name, attribute.value, this.#at(attribute)));
    }
  }

  /** Only of the built-in filters is known what they take by place. */
  #places(name: string, given: readonly ExpressionNode[], keywords: readonly string[]): void {
    const most = placesOf.get(name) ?? keywords.length;
    const extra = given[most];
    if (extra) {
      this.#diagnostics.error(mistakes.tooManyArguments(name, most, given.length, this.#start(extra)));
    } else if (name === 'sort' && isText(given[0]) && given[0].value) {
      this.#diagnostics.error(mistakes.sortsReversed(given[0].value, this.#at(given[0])));
    }
  }

  /** nunjucks gathers keyword arguments in one object, which only what knows of it takes apart. */
  #keywords(node: CallNode | FilterNode, known: readonly string[]): void {
    const what = node.typename === 'Filter' ? 'filter' : 'function';
    const { value: name } = node.name as SymbolNode;
    for (const pair of pairsOf(node).filter((each) => !known.includes(nameOf(each)))) {
      this.#diagnostics.error(mistakes.keywordArgument(what, name, nameOf(pair), known, this.#at(pair.key)));
    }
  }

  #compare(node: CompareNode): void {
    const [first] = node.ops as [CompareNode['ops'][number]];
    const location = this.#at(node, first.type.length);
    if (node.ops.length > 1) return this.#diagnostics.error(mistakes.chainedComparison(location));
    const literal = [node.expr, first.expr].find(isCollection);
    if (literal && /^[!=]=/.test(first.type)) {
      this.#diagnostics.error(mistakes.comparedCollection(literal, first.type, location));
    }
  }

  /** `not` is compiled to `!` without parentheses, so that it is done before an operator of JavaScript. */
  #not(node: UnaryNode): void {
    const { target } = node;
    const operator = target.typename === 'Compare' ? target.ops[0]!.type : operators.get(target.typename);
    if (operator) this.#diagnostics.error(mistakes.notFirst(operator, this.#at(node, 'not'.length)));
  }

  /** Whether this is a macro outside the blocks of a template that extends another. */
  #isMacroOfChild(): boolean {
    const frames = [...framesFrom(this.#frame)];
    const { hidden } = frames.at(-1)!;
    return isChild(this.#root) && !!hidden && ![...frames, ...framesFrom(hidden)].some(({ kind }) => kind === 'block');
  }

  /** Where an expression starts: nodes of operators and members stand where their operator does. */
  #start(node: ExpressionNode): TemplateLocation {
    const offsets = withDescendants(node).map((each) => this.#offset(each));
    return this.#atOffset(Math.min(...offsets.filter((offset) => offset >= 0)), pathText(node)?.length);
  }

  #at(node: AnyNode, length = widthOf(node)): TemplateLocation {
    return locate(this.#source, node.lineno, node.colno, length);
  }

  /** NaN for the few nodes that have no place. */
  #offset({ lineno, colno }: AnyNode): number {
    return this.#lineStarts[lineno]! + colno;
  }

  #atOffset(offset: number, length?: number): TemplateLocation {
    const lineno = this.#lineStarts.findLastIndex((start) => start <= offset);
    return locate(this.#source, lineno, offset - this.#lineStarts[lineno]!, length);
  }
}

const callbackTags = new Map(
  Object.entries({ Block: 'block', FromImport: 'from', Import: 'import', Include: 'include' }),
);
const operators = new Map(Object.entries({ Concat: '~', Add: '+', Sub: '-', Mul: '*', Div: '/', Mod: '%' }));
const foreignNames = new Map(Object.entries({ True: 'true', False: 'false', None: 'none', forloop: 'loop' }));
/** Filters of a block whose output is meant to be escaped, or holds no markup. */
const keepsMarkupOut: ReadonlySet<string> = new Set([
  ...['safe', 'e', 'escape', 'forceescape', 'striptags', 'urlencode', 'wordcount', 'length', 'dump', 'tojson'],
]);
/** How many arguments a filter takes by place, where it is not as many as it takes by name. */
const placesOf: ReadonlyMap<string, number> = new Map(Object.entries({ number: 1, pluralize: 1 }));

function isChild(root: StatementNode): boolean {
  return childrenOf(root).some(({ typename }) => typename === 'Extends');
}

function withDescendants(node: AnyNode): AnyNode[] {
  if (node.typename === 'TemplateData') return [node];
  return [node, ...childrenOf(node).flatMap(withDescendants)];
}

function parameterNames(parameter: ParametersNode['children'][number]): string[] {
  if (parameter.typename === 'Symbol') return [parameter.value];
  return parameter.children.map(nameOf);
}

/** `request.tenant`, or undefined for what is no such path. */
function pathText(node: AnyNode): string | undefined {
  if (node.typename === 'Symbol') return node.value;
  if (node.typename !== 'LookupVal' || node.val.typename !== 'Literal') return undefined;
  const target = pathText(node.target);
  return target && `${target}.${String(node.val.value)}`;
}

/** What is looped over, as paths. */
function listsOf(nodes: readonly AnyNode[]): ReadonlySet<string | undefined> {
  return new Set(nodes.flatMap((node) => (node.typename === 'For' ? [pathText(node.arr)] : [])));
}

function hasMarkup(node: TemplateNode): boolean {
  return withDescendants(node).some((each) => each.typename === 'TemplateData' && /<[a-z/!]/i.test(each.value));
}

function countsUp(node: ExpressionNode, name: string): boolean {
  if (node.typename === 'Symbol') return false;
  const isArithmetic = ['Add', 'Sub', 'Mul', 'Concat'].includes(node.typename);
  return isArithmetic && withDescendants(node).some((each) => each.typename === 'Symbol' && each.value === name);
}

function pairsOf({ args }: CallNode | FilterNode): readonly PairNode[] {
  return args.children.flatMap((argument) => (argument.typename === 'KeywordArgs' ? argument.children : []));
}

function widthOf(node: AnyNode): number | undefined {
  if (node.typename === 'Symbol') return node.value.length;
  return node.typename === 'Literal' ? JSON.stringify(node.value).length : undefined;
}

function isText(node: AnyNode | undefined): node is LiteralNode & { value: string } {
  return node?.typename === 'Literal' && typeof node.value === 'string';
}

function isTrueLiteral(node: ExpressionNode): node is LiteralNode & { value: string | number } {
  return node.typename === 'Literal' && ['string', 'number'].includes(typeof node.value) && Boolean(node.value);
}

function isCollection(node: ExpressionNode): node is ListNode {
  return node.typename === 'Array' || node.typename === 'Dict';
}
