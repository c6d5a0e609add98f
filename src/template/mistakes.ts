import type { Diagnostics } from '../diagnostics.ts';
import { LivegraftError, type TemplateLocation } from '../errors.ts';
import { filterDeclarations, globalDeclarations } from './filterDeclarations.ts';
import {
  type ArgumentsNode,
  type BinaryNode,
  type BlockNode,
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

/**
 * What nunjucks 3.2 accepts in silence and does otherwise than it reads, as far as one template shows it. Errors are
 * what makes the page wrong, warnings what may. Each rule says what nunjucks/src/compiler.js, runtime.js, lexer.js and
 * filters.js do.
 */
export function findMistakes(root: StatementNode, source: TemplateSource, diagnostics: Diagnostics): void {
  new MistakeFinder(root, source, diagnostics).find();
}

/** What a name was last set to; `isGlobal` where nunjucks also keeps it in the context, which macros see. */
interface Binding {
  readonly kind: 'loop' | 'markup' | 'value';
  readonly isGlobal: boolean;
}

/** A frame of nunjucks. A macro has no frame around it: what is set there is `hidden`, but for what is global. */
interface Frame {
  readonly kind: 'root' | 'for' | 'block' | 'macro' | 'call';
  readonly outer: Frame | null;
  readonly hidden: Frame | null;
  readonly macro: MacroNode | null;
  readonly names: Map<string, Binding>;
  /** Names that a loop in this frame has set in its own. */
  readonly lost: Map<string, SymbolNode>;
}

type AnyNode = TemplateNode | TemplateDataNode;

class MistakeFinder {
  readonly #root: StatementNode;
  readonly #source: TemplateSource;
  readonly #diagnostics: Diagnostics;
  readonly #nodes: readonly AnyNode[];
  readonly #lists: ReadonlySet<string | undefined>;
  readonly #lineStarts: readonly number[];
  #frame: Frame = newFrame('root', null);

  constructor(root: StatementNode, source: TemplateSource, diagnostics: Diagnostics) {
    this.#root = root;
    this.#source = source;
    this.#diagnostics = diagnostics;
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
        if (around.length > 0) this.#diagnostics.error(blockAnyway(node, around.at(-1)!, this.#nameOf(node)));
        run.isReported = false;
        return;
      case 'Include':
        this.#dropped(this.#at(node, 'include'.length), run);
        return;
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
    if (!run.isReported) this.#diagnostics.warning(droppedOutput(location));
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
        if (this.#isMacroOfChild()) this.#diagnostics.error(blockInMacro(node, this.#nameOf(node)));
        return this.#within(newFrame('block', this.#frame), () => this.#visit(node.body));
      case 'Macro':
        this.#bind(node.name.value, 'value', this.#keepsInContext());
        return this.#function(node, { ...newFrame('macro', null), hidden: this.#frame, macro: node });
      case 'Caller':
        return this.#function(node, newFrame('call', this.#frame));
      case 'Import':
        this.#bind(node.target.value, 'value', this.#keepsInContext());
        break;
      case 'FromImport':
        for (const name of node.names.children) {
          const { value } = name.typename === 'Pair' ? (name.value as SymbolNode) : name;
          this.#bind(value, 'value', this.#keepsInContext());
        }
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
        if (node.children.length > 1) this.#diagnostics.error(tuple(this.#at(node)));
        break;
      case 'Compare':
        this.#compare(node);
        break;
      case 'Not':
        this.#not(node);
        break;
      case 'Concat':
        this.#concat(node);
    }
    if (node.typename !== 'TemplateData') for (const child of childrenOf(node)) this.#visit(child);
  }

  /** One frame holds all turns. What is set in it is gone after the loop. */
  #for(node: ForNode): void {
    this.#visit(node.arr);
    if (node.else_) this.#uncompilable(node.else_, 'the {% else %} of a {% for %}');
    if (node.arr.typename === 'InlineIf' && !node.arr.else_) this.#diagnostics.error(forIf(this.#start(node.arr.cond)));
    const frame = newFrame('for', this.#frame);
    const names = node.name.typename === 'Symbol' ? [node.name] : (node.name.children as SymbolNode[]);
    for (const { value } of names) frame.names.set(value, { kind: 'value', isGlobal: false });
    frame.names.set('loop', { kind: 'loop', isGlobal: false });
    this.#within(frame, () => {
      this.#visit(node.body);
      if (node.else_) this.#visit(node.else_);
    });
    for (const [name, target] of frame.lost) this.#frame.lost.set(name, target);
  }

  /** Only a list that the template also loops over is known to be one. */
  #if(node: IfNode): void {
    this.#condition(node.cond);
    const negated = node.cond.typename === 'Not' ? node.cond.target : undefined;
    const list = pathText(negated ?? node.cond);
    if (!list || !this.#lists.has(list)) return;
    const hasElse = node.else_ !== null && listsOf(withDescendants(node.body)).has(list);
    if (negated || hasElse) this.#diagnostics.warning(emptyList(list, this.#start(node.cond)));
  }

  /** These open a callback, and nunjucks closes it after the end of the body that they stand in. */
  #uncompilable(body: StatementNode, place: string): void {
    for (const child of childrenOf(body)) {
      const tag = callbackTags.get(child.typename);
      if (tag) this.#diagnostics.error(uncompilable(tag, place, this.#at(child, tag.length)));
    }
  }

  #condition(node: ExpressionNode): void {
    switch (node.typename) {
      case 'Not':
        return this.#condition(node.target);
      case 'Group':
        for (const child of node.children) this.#condition(child);
        return;
      case 'And':
      case 'Or':
        if (node.typename === 'Or') {
          const always = [node.left, node.right].find(isTrueLiteral);
          if (always) this.#diagnostics.error(alwaysTrue(always.value, this.#literal(always)));
        }
        this.#condition(node.left);
        this.#condition(node.right);
    }
  }

  #set(node: SetNode): void {
    if (node.value) this.#visit(node.value);
    if (node.body) this.#visit(node.body);
    const kind = node.body && hasMarkup(node.body) ? 'markup' : 'value';
    const { value } = node;
    if (value?.typename === 'Array' && node.targets.length > 1 && value.children.length === node.targets.length) {
      this.#diagnostics.error(unpacked(this.#at(value)));
    }
    for (const target of node.targets as readonly ExpressionNode[]) {
      if (target.typename === 'Symbol') this.#assign(target, kind, value);
      else this.#setMember(target);
    }
  }

  #setMember(target: ExpressionNode): void {
    const location = this.#start(target);
    const [written = ''] = this.#source.text
      .split('\n')
      [location.line - 1]!.slice(location.column - 1)
      .split('=');
    this.#diagnostics.error(setMember(written.trim(), { ...location, length: written.trim().length }));
  }

  /** Source: Frame.set and Frame.resolve; only the frame that a set stands in can keep it from going outwards. */
  #assign(target: SymbolNode, kind: Binding['kind'], value: ExpressionNode | null): void {
    const name = target.value;
    const isolated = this.#frame.kind === 'block' || this.#frame.kind === 'call';
    const owner = isolated ? this.#frame : [...framesFrom(this.#frame)].find(({ names }) => names.has(name));
    if (!owner && this.#frame.kind === 'for') {
      if (value && countsUp(value, name)) this.#diagnostics.warning(lostSet(name, this.#at(target, name.length)));
      else this.#frame.lost.set(name, target);
    }
    const frame = owner ?? this.#frame;
    frame.names.set(name, { kind, isGlobal: frame.kind === 'root' });
  }

  #bind(name: string, kind: Binding['kind'], isGlobal: boolean): void {
    this.#frame.names.set(name, { kind, isGlobal });
  }

  /** Macros and imports go to the context, but for those in a loop or a call. */
  #keepsInContext(): boolean {
    return this.#frame.kind !== 'for' && this.#frame.kind !== 'call';
  }

  #function(node: AnyNode & { args: ParametersNode; body: StatementNode }, frame: Frame): void {
    for (const name of node.args.children.flatMap(parameterNames)) frame.names.set(name, plainValue);
    if (frame.kind === 'macro') frame.names.set('caller', plainValue);
    this.#within(frame, () => {
      for (const child of childrenOf(node)) this.#visit(child);
    });
  }

  #within(frame: Frame, visit: () => void): void {
    const around = this.#frame;
    this.#frame = frame;
    visit();
    this.#frame = around;
  }

  #printed(node: TemplateDataNode | ExpressionNode): void {
    if (node.typename === 'Symbol' && this.#resolve(node.value)?.kind === 'markup') {
      this.#diagnostics.warning(escapedSet(node.value, this.#at(node, node.value.length)));
    }
    if (node.typename !== 'Filter' || keepsMarkupOut.has(node.name.value)) return;
    const [first] = node.args.children;
    if (first?.typename === 'Capture' && hasMarkup(first)) {
      this.#diagnostics.warning(escapedFilter(node.name.value, this.#at(node.name, node.name.value.length)));
    }
  }

  #symbol(node: SymbolNode): void {
    const name = node.value;
    const location = this.#at(node, name.length);
    if (!/^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u.test(name)) return this.#diagnostics.error(notAName(name, location));
    if (this.#resolve(name)) return;
    const foreign = foreignNames.get(name);
    if (foreign) return this.#diagnostics.error(foreignName(name, foreign, location));
    const macro = this.#hiddenFrom(name);
    if (macro) return this.#diagnostics.error(unseenInMacro(name, macro, location));
    this.#readAfterLoop(name);
  }

  #readAfterLoop(name: string): void {
    for (const { lost } of framesFrom(this.#frame)) {
      const target = lost.get(name);
      if (target) this.#diagnostics.warning(lostSet(name, this.#at(target, name.length)));
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
      return this.#diagnostics.error(negativeIndex(this.#at(val, 2)));
    }
    if (val.typename !== 'Literal' || typeof val.value !== 'string') return;
    const location = this.#at(val, val.value.length);
    const isName = !/["']/.test(this.#source.text.charAt(this.#offset(val)));
    if (isName && !/^[\p{ID_Continue}$@]+$/u.test(val.value)) {
      return this.#diagnostics.error(notAName(val.value, location));
    }
    if (target.typename !== 'Symbol') return;
    const binding = this.#resolve(target.value);
    if (target.value === 'loop' && binding?.kind === 'loop' && !loopMembers.includes(val.value)) {
      this.#diagnostics.error(loopMember(val.value, location));
    }
    if (target.value === 'block' && val.value === 'super' && !binding) {
      this.#diagnostics.error(foreignName('block.super', 'super()', this.#at(target, 'block.super'.length)));
    }
  }

  #call({ name, args }: CallNode): void {
    if (name.typename !== 'Symbol' || this.#resolve(name.value)) return;
    const location = this.#at(name, name.value.length);
    if (name.value === 'super') this.#super(location);
    if (name.value === 'caller') this.#diagnostics.error(callerOutside(location));
    if (globalDeclarations.has(name.value)) this.#keywords('function', name.value, args.children, []);
  }

  #super(location: TemplateLocation): void {
    const around = [...framesFrom(this.#frame)].find(({ kind }) => kind === 'block' || kind === 'macro');
    if (around?.kind !== 'block') {
      const place = around?.hidden && [...framesFrom(around.hidden)].some(({ kind }) => kind === 'block');
      const why = place ? 'a macro does not know the block that it stands in' : 'it stands outside a block';
      this.#diagnostics.error(superOutside(why, location));
    } else if (!this.#nodes.some(({ typename }) => typename === 'Extends')) {
      this.#diagnostics.error(superOutside('the template extends no other', location));
    }
  }

  #filter(node: FilterNode): void {
    const name = node.name.value;
    const declaration = filterDeclarations.get(name);
    if (!declaration) return;
    const given = node.args.children.slice(1);
    this.#keywords('filter', name, given, declaration.keywords ?? []);
    const attribute = declaration.attribute && given[declaration.attribute.position];
    if (declaration.attribute?.single && isText(attribute) && attribute.value.includes('.')) {
      this.#diagnostics.error(dottedAttribute(name, attribute.value, this.#literal(attribute)));
    }
    if ((name === 'selectattr' || name === 'rejectattr') && given[1] && given[1].typename !== 'KeywordArgs') {
      this.#diagnostics.error(ignoredArguments(name, this.#start(given[1])));
    }
    if (name === 'sort' && isText(given[0])) {
      this.#diagnostics.error(sortsReversed(given[0].value, this.#literal(given[0])));
    }
  }

  /** nunjucks gathers keyword arguments in one object, which only what is made by `makeMacro` takes apart. */
  #keywords(
    what: 'filter' | 'function',
    name: string,
    given: ArgumentsNode['children'],
    taken: readonly string[],
  ): void {
    const last = given.at(-1);
    if (last?.typename !== 'KeywordArgs') return;
    for (const { key } of last.children as (PairNode & { key: SymbolNode })[]) {
      if (taken.includes(key.value)) continue;
      this.#diagnostics.error(keywordArgument(what, name, key.value, taken, this.#at(key, key.value.length)));
    }
  }

  #compare(node: CompareNode): void {
    const [first] = node.ops as [CompareNode['ops'][number]];
    const location = this.#at(node, first.type.length);
    if (node.ops.length > 1) return this.#diagnostics.error(chainedComparison(location));
    const literal = [node.expr, first.expr].find(isCollection);
    if (literal && /^[!=]=/.test(first.type)) {
      this.#diagnostics.error(comparedCollection(literal, first.type, location));
    }
  }

  /** `not` is compiled to `!` without parentheses, so that it is done before an operator of JavaScript. */
  #not(node: UnaryNode): void {
    const { target } = node;
    const operator = target.typename === 'Compare' ? target.ops[0]!.type : operators.get(target.typename);
    if (operator) this.#diagnostics.error(notFirst(operator, this.#at(node, 'not'.length)));
  }

  /** `~` is compiled to `+ "" +` without parentheses, so that what is added or subtracted on its right comes after it. */
  #concat({ right }: BinaryNode): void {
    if (right.typename !== 'Add' && right.typename !== 'Sub') return;
    this.#diagnostics.error(concatFirst(right.typename === 'Add' ? '+' : '-', this.#start(right)));
  }

  /** Whether this is a macro outside the blocks of a template that extends another. */
  #isMacroOfChild(): boolean {
    const frames = [...framesFrom(this.#frame)];
    const { hidden } = frames.at(-1)!;
    return isChild(this.#root) && !!hidden && ![...frames, ...framesFrom(hidden)].some(({ kind }) => kind === 'block');
  }

  #nameOf({ name }: BlockNode): TemplateLocation {
    return this.#at(name, name.value.length);
  }

  /** Where an expression starts: nodes of operators and members stand where their operator does. */
  #start(node: ExpressionNode): TemplateLocation {
    const offsets = withDescendants(node).map((each) => this.#offset(each));
    return this.#atOffset(Math.min(...offsets.filter((offset) => offset >= 0)), pathText(node)?.length);
  }

  #literal(node: LiteralNode): TemplateLocation {
    return this.#at(node, JSON.stringify(node.value).length);
  }

  #at({ lineno, colno }: Pick<AnyNode, 'lineno' | 'colno'>, length?: number): TemplateLocation {
    return locate(this.#source, lineno, colno, length);
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

const plainValue: Binding = { kind: 'value', isGlobal: false };
const loopMembers: readonly string[] = ['index', 'index0', 'revindex', 'revindex0', 'first', 'last', 'length'];
const callbackTags: ReadonlyMap<string, string> = new Map([
  ['Block', 'block'],
  ['FromImport', 'from'],
  ['Import', 'import'],
  ['Include', 'include'],
]);
const operators: ReadonlyMap<string, string> = new Map([
  ['Concat', '~'],
  ['Add', '+'],
  ['Sub', '-'],
  ['Mul', '*'],
  ['Div', '/'],
  ['Mod', '%'],
]);
/** Filters of a block whose output is meant to be escaped, or holds no markup. */
const keepsMarkupOut: ReadonlySet<string> = new Set([
  ...['safe', 'e', 'escape', 'forceescape', 'striptags', 'urlencode', 'wordcount', 'length', 'dump', 'tojson'],
]);
const foreignNames: ReadonlyMap<string, string> = new Map([
  ['True', 'true'],
  ['False', 'false'],
  ['None', 'none'],
  ['forloop', 'loop'],
]);
/** The arguments of nunjucks' filters and functions, in their order. */
const signatures: ReadonlyMap<string, string> = new Map([
  ['batch', 'size, fillWith'],
  ['center', 'width'],
  ['currency', 'code'],
  ['d', 'value, boolean'],
  ['default', 'value, boolean'],
  ['dictsort', 'caseSensitive, by'],
  ['dump', 'spaces'],
  ['float', 'default'],
  ['groupby', 'attribute'],
  ['indent', 'width, indentFirst'],
  ['range', 'start, stop, step'],
  ['rejectattr', 'attribute'],
  ['replace', 'old, new, count'],
  ['round', 'precision, method'],
  ['selectattr', 'attribute'],
  ['slice', 'slices, fillWith'],
  ['striptags', 'preserveLinebreaks'],
  ['sum', 'attribute, start'],
  ['truncate', 'length, killWords, end'],
  ['urlize', 'length, nofollow'],
]);

function newFrame(kind: Frame['kind'], outer: Frame | null): Frame {
  return { kind, outer, hidden: null, macro: null, names: new Map(), lost: new Map() };
}

function* framesFrom(frame: Frame): Generator<Frame> {
  for (let each: Frame | null = frame; each; each = each.outer) yield each;
}

function bindingIn(frame: Frame, name: string, isGlobal: boolean): Binding | undefined {
  for (const each of framesFrom(frame)) {
    const binding = each.names.get(name);
    if (binding) return binding.isGlobal === isGlobal ? binding : undefined;
    if (each.hidden) return bindingIn(each.hidden, name, isGlobal);
  }
  return undefined;
}

function isChild(root: StatementNode): boolean {
  return childrenOf(root).some(({ typename }) => typename === 'Extends');
}

function withDescendants(node: AnyNode): AnyNode[] {
  if (node.typename === 'TemplateData') return [node];
  return [node, ...childrenOf(node).flatMap(withDescendants)];
}

function parameterNames(parameter: ParametersNode['children'][number]): string[] {
  if (parameter.typename === 'Symbol') return [parameter.value];
  return parameter.children.map(({ key }) => (key as SymbolNode).value);
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

function isText(node: AnyNode | undefined): node is LiteralNode & { value: string } {
  return node?.typename === 'Literal' && typeof node.value === 'string';
}

function isTrueLiteral(node: ExpressionNode): node is LiteralNode & { value: string | number } {
  return node.typename === 'Literal' && ['string', 'number'].includes(typeof node.value) && Boolean(node.value);
}

function isCollection(node: ExpressionNode): node is ListNode {
  return node.typename === 'Array' || node.typename === 'Dict';
}

function forIf(location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG1050',
    message: 'This "if" does not filter the list: it asks once whether to loop at all.',
    hint: 'Put {% if %} inside the loop, or filter the list with selectattr.',
    location,
  });
}

function notAName(name: string, location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG1051',
    message: `nunjucks reads "${name}" as one name, which nothing has.`,
    hint: insteadOf(name),
    location,
  });
}

function insteadOf(name: string): string {
  if (name.includes('??')) return 'Write "a or b", or a filter: a | default(b).';
  if (name.includes('?')) return 'A member of nothing is nothing: leave the "?" out.';
  if (name.includes('&&')) return 'Write "and".';
  if (name.includes('`')) return 'Write text in quotes, and join it with "~".';
  if (/^\d/.test(name)) return 'Write a number in decimal digits.';
  return 'A name is made of letters, digits, "_" and "$".';
}

function foreignName(name: string, known: string, location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG1052',
    message: `nunjucks has no "${name}", so it is nothing.`,
    hint: `Write ${known}.`,
    location,
  });
}

function keywordArgument(
  what: 'filter' | 'function',
  name: string,
  keyword: string,
  taken: readonly string[],
  location: TemplateLocation,
): LivegraftError {
  const signature = signatures.get(name);
  const order = signature ? `: ${name}(${signature})` : '';
  return new LivegraftError({
    code: 'LG1053',
    message: `The ${what} "${name}" takes no argument by the name "${keyword}".`,
    hint:
      taken.length > 0
        ? `It knows ${taken.filter((known) => known !== 'value').join(', ')}.`
        : `Write the values without names, in their order${order}.`,
    location,
  });
}

function dottedAttribute(filter: string, attribute: string, location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG1054',
    message: `The filter "${filter}" takes the name of one member, but got "${attribute}", which no item has.`,
    hint: filter === 'sum' ? `Write map("${attribute}") | sum.` : 'Put {% if %} inside the loop.',
    location,
  });
}

function ignoredArguments(filter: string, location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG1055',
    message: `The filter "${filter}" only asks whether a member is truthy: this and what follows is ignored.`,
    hint: 'Put {% if %} with the comparison inside the loop.',
    location,
  });
}

function sortsReversed(attribute: string, location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG1055',
    message: `The first argument of "sort" is whether to reverse, so that "${attribute}" reverses the list.`,
    hint: `Write sort(attribute="${attribute}").`,
    location,
  });
}

function negativeIndex(location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG1056',
    message: 'Lists and texts have no item at a negative index, so this is nothing.',
    hint: 'Write (list | last), or list[list.length - 2].',
    location,
  });
}

function lostSet(name: string, location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG1057',
    message: `The name "${name}" is set inside this loop only, and is gone after it.`,
    hint: 'Set it before the loop, too: then the loop changes that one.',
    location,
  });
}

function unseenInMacro(name: string, macro: MacroNode, location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG1058',
    message: `The macro "${macro.name.value}" does not see "${name}", which is set around it.`,
    hint:
      name === macro.name.value
        ? 'Move the macro out of the loop.'
        : `Make it a parameter: {% macro ${macro.name.value}(${name}) %}.`,
    location,
  });
}

function escapedSet(name: string, location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG1059',
    message: `The markup in {% set ${name} %} is escaped here: the page shows its tags as text.`,
    hint: `Write {{ ${name} | safe }}; what is printed inside the {% set %} is escaped already.`,
    location,
  });
}

function escapedFilter(filter: string, location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG1059',
    message: `The markup in {% filter ${filter} %} is escaped: the page shows its tags as text.`,
    hint: `Filter the values instead, or write {% set text %}…{% endset %}{{ text | ${filter} | safe }}.`,
    location,
  });
}

function loopMember(member: string, location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG1060',
    message: `"loop" has no member "${member}".`,
    hint: insteadOfLoop(member),
    location,
  });
}

function insteadOfLoop(member: string): string {
  if (member === 'cycle')
    return 'Set a cycler before the loop, {% set row = cycler("odd", "even") %}, and call row.next().';
  if (member.startsWith('parent')) return 'Set a name before the inner loop: {% set outer = loop %}.';
  return `It has ${loopMembers.slice(0, -1).join(', ')} and ${loopMembers.at(-1)}.`;
}

function droppedOutput(location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG1061',
    message: 'This is not shown: of a template that extends another, only blocks are.',
    hint: 'Move it into a block.',
    location,
  });
}

function blockAnyway({ name }: BlockNode, tag: 'for' | 'if', location: TemplateLocation): LivegraftError {
  const shown = tag === 'for' ? 'once, without the loop' : 'whatever the condition';
  return new LivegraftError({
    code: 'LG1062',
    message: `The block "${name.value}" is shown ${shown}: in a template that extends another, only blocks count.`,
    hint: `Put {% ${tag} %} inside the block.`,
    location,
  });
}

function blockInMacro({ name }: BlockNode, location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG1062',
    message: `The block "${name.value}" shows "undefined": it stands in a macro of a template that extends another.`,
    hint: 'Leave the block out, or move the macro to a template of its own.',
    location,
  });
}

function uncompilable(tag: string, place: string, location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG1062',
    message: `nunjucks cannot compile {% ${tag} %} directly in ${place}.`,
    hint: tag === 'include' ? 'Put {% if true %} around it.' : `Move the {% ${tag} %} out of it.`,
    location,
  });
}

function superOutside(why: string, location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG1063',
    message: `super() has no block above to show: ${why}.`,
    hint: 'Call it inside a block of a template that extends another.',
    location,
  });
}

function callerOutside(location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG1063',
    message: 'caller() is what a {% call %} hands to a macro, but this stands outside a macro.',
    hint: 'Move it into the macro that is called.',
    location,
  });
}

function unpacked(location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG1064',
    message: 'Each of these names is set to the whole list.',
    hint: 'Write one {% set %} for each.',
    location,
  });
}

function setMember(member: string, location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG1064',
    message: `{% set %} takes a name, and cannot change a member such as "${member}".`,
    hint: 'Set a name of its own: one that is set before a loop keeps what the loop sets.',
    location,
  });
}

function comparedCollection(node: ListNode, operator: string, location: TemplateLocation): LivegraftError {
  const what = node.typename === 'Array' ? 'list' : 'dict';
  return new LivegraftError({
    code: 'LG1065',
    message: `A ${what} is equal to no other, so this is always ${operator.startsWith('!')}.`,
    hint:
      node.children.length === 0
        ? 'Ask for its length: {% if list | length == 0 %}.'
        : 'Compare what it holds, or ask for one of several values with "in".',
    location,
  });
}

function tuple(location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG1066',
    message: 'Values in parentheses are no list: only the last one counts.',
    hint: 'Write square brackets.',
    location,
  });
}

function notFirst(operator: string, location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG1067',
    message: `The "not" is done before the "${operator}", which then gets true or false.`,
    hint: operator.includes('=')
      ? 'Write "not (a == b)", or "a != b".'
      : `Put what "${operator}" is to compute in parentheses.`,
    location,
  });
}

function concatFirst(operator: '+' | '-', location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG1067',
    message: `The "~" is done before this "${operator}", which then gets the joined text.`,
    hint: `Put what "${operator}" is to compute in parentheses.`,
    location,
  });
}

function chainedComparison(location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG1067',
    message: 'The second comparison is with the answer of this first one, true or false.',
    hint: 'Write "a < b and b < c".',
    location,
  });
}

function alwaysTrue(value: string | number, location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG1068',
    message: `${JSON.stringify(value)} is always true, and so is this condition.`,
    hint: 'Repeat the comparison after "or", or write: x in ["a", "b"].',
    location,
  });
}

function emptyList(list: string, location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG1069',
    message: `An empty list is true, so this does not ask whether "${list}" holds anything.`,
    hint: `Write ${list} | length.`,
    location,
  });
}
