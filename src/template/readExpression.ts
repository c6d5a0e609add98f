import type { Diagnostics } from '../diagnostics.ts';
import type { TemplateLocation } from '../errors.ts';
import { changingMethods, type FilterDeclaration, methodDeclarations, testDeclarations } from './filterDeclarations.ts';
import * as findings from './findings.ts';
import { listWords } from './listPaths.ts';
import {
  type Callable,
  combineLiterals,
  depthOfMeaning,
  dictOf,
  itemAt,
  itemsOfMeaning,
  type Literal,
  listOf,
  literal,
  type Meaning,
  mark,
  meaningOf,
  memberOfMeaning,
  nothing,
  union,
  unionOfAll,
  unordered,
  valuesOf,
} from './meaning.ts';
import { keysOf, type PathUse } from './pathTree.ts';
import type {
  ArgumentsNode,
  BinaryNode,
  CallerNode,
  CallNode,
  CaptureNode,
  ExpressionNode,
  FilterNode,
  KeywordArgumentsNode,
  LookupNode,
  PairNode,
  StatementNode,
  SymbolNode,
} from './templateNodes.ts';
import { locate, type TemplateSource } from './templateSource.ts';
import type { Vocabulary } from './vocabulary.ts';

/** What a macro is called with. */
export interface CallArguments {
  readonly positional: readonly Meaning[];
  readonly named: ReadonlyMap<string, Meaning>;
}

/** Lists and dicts that stand in each other deeper than this come from a loop that wraps what an earlier turn made. */
const maxDepthOfMade = 8;

/**
 * Reads expressions: what each stands for, and which paths it has to read on the way. What names mean, and what bodies do, is
 * told by who reads the statements.
 */
export abstract class ExpressionReader {
  protected abstract readonly vocabulary: Vocabulary;
  protected abstract readonly diagnostics: Diagnostics;
  protected abstract source: TemplateSource;

  /** What a name means where the expression stands. */
  protected abstract named(node: SymbolNode): Meaning;
  /** Whether a name is one of nunjucks' functions here, and of no variable. */
  protected abstract isGlobal(name: string): boolean;
  /** `super()` */
  protected abstract superBlock(node: CallNode): void;
  /** The text that a body makes. */
  protected abstract capture(node: CaptureNode): void;
  protected abstract callerOf(node: CallerNode): Callable;
  protected abstract callMacro(macro: Callable, args: CallArguments, location: TemplateLocation): void;

  /** What an expression stands for; what it has to compute on the way counts as read. */
  protected meaning(node: ExpressionNode): Meaning {
    switch (node.typename) {
      case 'Literal':
        return node.value instanceof RegExp ? nothing : literal(node.value);
      case 'Symbol':
        return this.named(node);
      case 'LookupVal':
        return this.#lookup(node);
      case 'FunCall':
        return this.#call(node);
      case 'Filter':
        return this.#filter(node);
      case 'Group':
        return node.children.map((child) => this.meaning(child)).at(-1) ?? nothing;
      case 'Array':
        return this.#made(listOf(node.children.map((child) => this.meaning(child))), node);
      case 'Dict':
        return this.#made(dictOf(this.#pairs(node.children as PairNode[])), node);
      case 'InlineIf':
        this.read(node.cond, 'test');
        return union(this.meaning(node.body), node.else_ ? this.meaning(node.else_) : literal(''));
      case 'Or':
      case 'And':
        return union(this.read(node.left, 'test'), this.meaning(node.right));
      case 'Not':
        this.read(node.target, 'test');
        return nothing;
      case 'Neg':
      case 'Pos':
        this.read(node.target, 'value');
        return nothing;
      case 'Is':
        return this.#is(node.left, node.right);
      case 'Concat':
        return combineLiterals(this.read(node.left, 'print'), this.read(node.right, 'print'), concatenated);
      case 'Add':
        return this.#add(this.meaning(node.left), this.meaning(node.right), node);
      case 'In':
      case 'Sub':
      case 'Mul':
      case 'Div':
      case 'FloorDiv':
      case 'Mod':
      case 'Pow':
        this.read(node.left, 'value');
        this.read(node.right, 'value');
        return nothing;
      case 'Compare':
        return this.#compare([node.expr, ...node.ops.map((operand) => operand.expr)]);
      case 'Capture':
        this.capture(node);
        return nothing;
      case 'Caller':
        return { ...nothing, macros: [this.callerOf(node)] };
      case 'Pair':
      case 'KeywordArgs':
      case 'FilterAsync':
        return nothing; // read with the call or the dict that it stands in; no filter is asynchronous
      default:
        return node satisfies never;
    }
  }

  /** What an expression stands for, each of it marked as read. */
  protected read(node: ExpressionNode, use: PathUse): Meaning {
    const meaning = this.meaning(node);
    mark(meaning, use, this.locate(node));
    return meaning;
  }

  /** The characters that name what `node` reads: for `a.b.c` those of `c`. */
  protected locate(node: StatementNode | ExpressionNode, length?: number): TemplateLocation {
    if (node.typename === 'LookupVal' && node.val.typename === 'Literal') return this.locate(node.val);
    if (node.typename === 'FunCall') return this.locate(node.name, length);
    if (node.typename === 'Filter') return this.locate(node.args.children[0] as ExpressionNode, length);
    if (node.typename === 'InlineIf') return this.locate(node.body, length);
    if (node.typename === 'Or' || node.typename === 'And') return this.locate(node.left, length);
    const { value } = node as { value?: unknown };
    const width = node.typename === 'Symbol' || node.typename === 'Literal' ? String(value).length : 1;
    return locate(this.source, node.lineno, node.colno, length ?? width);
  }

  #made(meaning: Meaning, node: ExpressionNode): Meaning {
    if (depthOfMeaning(meaning) <= maxDepthOfMade) return meaning;
    this.diagnostics.error(findings.wrapsItself(this.locate(node)));
    return nothing;
  }

  #pairs(pairs: readonly PairNode[]): [string, Meaning][] {
    return pairs.map((pair) => [nameOf(pair), this.meaning(pair.value)]);
  }

  #is(left: ExpressionNode, right: ExpressionNode): Meaning {
    const node = right.typename === 'FunCall' ? right.name : right;
    const name = String((node as SymbolNode).value);
    const use = testDeclarations.get(name);
    if (!use) this.diagnostics.error(findings.unknownTest(name, this.locate(node)));
    this.read(left, use ?? 'test');
    if (right.typename === 'FunCall') this.#readArguments(right.args, 'value');
    return nothing;
  }

  /** Beside a string `+` puts texts together. */
  #add(left: Meaning, right: Meaning, node: BinaryNode): Meaning {
    const isText = [left, right].some(({ literals }) => literals?.every((value) => typeof value === 'string'));
    mark(left, isText ? 'value' : 'sum', this.locate(node.left));
    mark(right, isText ? 'value' : 'sum', this.locate(node.right));
    return combineLiterals(left, right, added);
  }

  /** `x.tenant == none` asks whether the tenant is there; any other comparison computes with both sides. */
  #compare(operands: readonly ExpressionNode[]): Meaning {
    const onlyTests = operands.some((operand) => operand.typename === 'Literal' && operand.value === null);
    for (const operand of operands) this.read(operand, onlyTests ? 'test' : 'value');
    return nothing;
  }

  #lookup(node: LookupNode): Meaning {
    const target = this.meaning(node.target);
    const key = this.meaning(node.val);
    mark(key, 'value', this.locate(node.val));
    if (target.targets.length === 0 && !target.made) return nothing;
    if (!key.literals) return this.#dynamicMember(target, node);
    return unionOfAll(key.literals.map((name) => this.#member(target, name, node)));
  }

  #member(target: Meaning, name: Literal, node: LookupNode): Meaning {
    const { made } = target;
    if (typeof name === 'number') return itemAt(target, name);
    const location = this.locate(node.val.typename === 'Literal' ? node.val : node, String(name).length);
    if (made && !made.members.has(String(name)) && listWords.has(String(name)))
      return this.#word(target, String(name), location);
    return memberOfMeaning(target, String(name), location);
  }

  /** `all`, `first` and `count` of a list that the template made, or of one that may stand in its place. */
  #word(target: Meaning, word: string, location: TemplateLocation): Meaning {
    if (word === 'count') return memberOfMeaning({ ...target, made: null }, word, location);
    return word === 'all' ? target : itemsOfMeaning(target);
  }

  /** A key that only the page knows: of a list, an index. */
  #dynamicMember(target: Meaning, node: LookupNode): Meaning {
    mark({ ...target, made: null }, 'key', this.locate(node.val));
    return itemsOfMeaning(target);
  }

  /** A call is known where it means its member (`getFullName()`, `all()`), calls a macro, or what changes nothing. */
  #call(node: CallNode): Meaning {
    const { name: callee, args } = node;
    if (callee.typename === 'Symbol' && callee.value === 'super') {
      this.superBlock(node);
      return nothing;
    }
    if (callee.typename === 'Symbol' && this.isGlobal(callee.value)) {
      this.#readArguments(args, this.vocabulary.globals.get(callee.value)!);
      return nothing;
    }
    if (callee.typename === 'LookupVal' && callee.val.typename === 'Literal') {
      return this.#callMember(node, callee, String(callee.val.value));
    }
    return this.#callMeaning(this.meaning(callee), node);
  }

  #callMember(node: CallNode, callee: LookupNode, name: string): Meaning {
    const given = methodDeclarations.get(name);
    const target = given || changingMethods.has(name) ? this.meaning(callee.target) : null;
    if (target?.made?.members.has(name)) return this.#callMeaning(this.meaning(callee), node);
    if (target && changingMethods.has(name)) {
      this.diagnostics.error(findings.changes(name, this.locate(callee.val)));
      return nothing;
    }
    if (target && given) return this.#callMethod(target, given, node);
    const member = this.meaning(callee);
    if (member.macros.length === 0 && isCallableMember(name) && node.args.children.length === 0) return member;
    return this.#callMeaning(member, node);
  }

  #callMethod(target: Meaning, gives: 'value' | 'list' | 'item' | 'items', node: CallNode): Meaning {
    const args = this.#readArguments(node.args, 'value');
    const location = this.locate(node);
    if (gives === 'items') mark(itemsOfMeaning(target), 'print', location);
    mark(target, gives === 'value' ? 'value' : 'iterate', location);
    if (gives === 'list') return unionOfAll([target, ...args].map(unordered));
    return gives === 'item' ? itemsOfMeaning(target) : nothing;
  }

  /** Macros are read with what they are given; any other function may read everything of it. */
  #callMeaning(callee: Meaning, node: CallNode): Meaning {
    const location = this.locate(node);
    if (callee.macros.length === 0) {
      mark(callee, 'call', location);
      this.#readArguments(node.args, callee.targets.length > 0 ? 'whole' : 'value');
      return nothing;
    }
    const args = this.#macroArguments(node.args);
    for (const macro of callee.macros) this.callMacro(macro, args, location);
    return nothing;
  }

  #macroArguments({ children }: ArgumentsNode): CallArguments {
    const positional: Meaning[] = [];
    const named = new Map<string, Meaning>();
    for (const child of children) {
      if (child.typename !== 'KeywordArgs') positional.push(this.meaning(child as ExpressionNode));
      else for (const pair of keywordPairs(child)) named.set(nameOf(pair), this.meaning(pair.value));
    }
    return { positional, named };
  }

  #filter(node: FilterNode): Meaning {
    const [first, ...rest] = node.args.children as [ExpressionNode, ...(ExpressionNode | KeywordArgumentsNode)[]];
    const declaration = this.vocabulary.filters.get(node.name.value);
    if (!declaration) {
      this.diagnostics.error(
        findings.unknownFilter(node.name.value, this.vocabulary.filters.keys(), this.locate(node.name)),
      );
      return nothing;
    }
    if (declaration.reads === 'same') {
      const others = rest.flatMap((argument) => {
        return argument.typename === 'KeywordArgs' ? keywordPairs(argument).map(({ value }) => value) : [argument];
      }) as ExpressionNode[];
      // with a third argument anything false counts as missing
      const given = this.read(first, others.length > 1 ? 'test' : 'default');
      return others.map((argument) => this.meaning(argument)).reduce(union, given);
    }
    const input = this.meaning(first);
    const attribute = declaration.attribute ? this.#attribute(rest, declaration) : undefined;
    this.#readArguments({ ...node.args, children: rest }, 'value');
    return this.#filtered(input, declaration, attribute, this.locate(first));
  }

  #filtered(
    input: Meaning,
    { reads, attribute: declared, itemUse }: FilterDeclaration,
    attribute: (ExpressionNode & { readonly value: unknown }) | undefined,
    location: TemplateLocation,
  ): Meaning {
    const items = () => itemsOfMeaning(input);
    const attributes = () => (attribute ? this.#follow(items(), attribute, declared!.single === true) : items());
    switch (reads) {
      case 'same':
        return input;
      case 'text':
        mark(input, 'print', location);
        return nothing;
      case 'value':
      case 'whole':
      case 'count':
        mark(input, reads, location);
        return nothing;
      case 'items':
      case 'sum':
        mark(input, 'iterate', location);
        mark(attributes(), reads === 'items' ? 'print' : 'sum', location);
        return nothing;
      case 'list':
        mark(input, 'iterate', location);
        if (itemUse) mark(attributes(), itemUse, location);
        return unordered(input);
      case 'item':
        mark(input, 'iterate', location);
        return items();
      case 'lists':
        mark(input, 'iterate', location);
        return listOf([], unordered(input));
      case 'groups':
        mark(input, 'iterate', location);
        if (attribute) mark(attributes(), 'value', location);
        return dictOf([], unordered(input));
      case 'attribute':
        mark(input, 'iterate', location);
        return listOf([], attributes());
      case 'entries':
        return listOf([], this.entriesOf(input, location));
      case 'listing':
        mark(input, 'iterate', location);
        return input.made?.isList === false ? listOf([], this.#listing(input)) : union(input, this.#listingOf(input));
      default:
        return reads satisfies never;
    }
  }

  /** Each entry of a dict as a list of key and value; each list of a list as it is. */
  protected entriesOf({ targets, made }: Meaning, location: TemplateLocation): Meaning {
    mark({ ...nothing, targets }, 'entries', location);
    const items = itemsOfMeaning(meaningOf(targets));
    const fromData = listOf([meaningOf(targets.map(keysOf)), items], items);
    if (!made) return targets.length > 0 ? fromData : nothing;
    const fromMade = made.isList ? unionOfAll(valuesOf(made)) : listOf([nothing, unionOfAll(valuesOf(made))]);
    return targets.length > 0 ? union(fromData, fromMade) : fromMade;
  }

  #listing(input: Meaning): Meaning {
    return dictOf([
      ['key', nothing],
      ['value', itemsOfMeaning(input)],
    ]);
  }

  /** Data may be a list, which `list` hands on, or a dict. */
  #listingOf(input: Meaning): Meaning {
    return input.targets.length > 0 ? listOf([], this.#listing({ ...input, made: null })) : nothing;
  }

  /** The string that a filter is given as the name of an attribute. */
  #attribute(args: readonly (ExpressionNode | KeywordArgumentsNode)[], { attribute }: FilterDeclaration) {
    const { keyword, position } = attribute!;
    const pairs = args.flatMap((argument) => (argument.typename === 'KeywordArgs' ? keywordPairs(argument) : []));
    const named = pairs.find((pair) => nameOf(pair) === keyword)?.value;
    const positional = args.filter((argument) => argument.typename !== 'KeywordArgs')[position];
    const node = (named ?? positional) as ExpressionNode | undefined;
    if (node?.typename === 'Literal' && typeof node.value === 'string') return node;
    if (node && node.typename !== 'Literal' && node.typename !== 'Dict')
      this.diagnostics.error(findings.unknownAttribute(this.locate(node)));
    return undefined;
  }

  #follow(meaning: Meaning, node: ExpressionNode & { readonly value: unknown }, single: boolean): Meaning {
    const name = String(node.value);
    if (single && name.includes('.')) return nothing; // reported as a mistake
    const location = this.locate(node, name.length);
    const steps = single ? [name] : name.split('.');
    return steps.reduce((from, step) => memberOfMeaning(from, step, location), meaning);
  }

  #readArguments(args: ArgumentsNode, use: PathUse): Meaning[] {
    return args.children.flatMap((argument) => {
      if (argument.typename !== 'KeywordArgs') return [this.read(argument as ExpressionNode, use)];
      return keywordPairs(argument).map((pair) => this.read(pair.value, use));
    });
  }
}

/** Whether a call of this member is its value: `getFullName()` of a model, `all()` of a list. */
export function isCallableMember(name: string): boolean {
  return listWords.has(name) || /^get[A-Z]/.test(name);
}

export function keywordPairs(node: ExpressionNode | KeywordArgumentsNode): readonly PairNode[] {
  return (node as KeywordArgumentsNode).children;
}

/** The name of a pair, which is written as a name or a string. */
export function nameOf({ key }: PairNode): string {
  return String((key as { value?: unknown }).value);
}

function concatenated(a: Literal, b: Literal): Literal {
  return `${a ?? ''}${b ?? ''}`;
}

function added(a: Literal, b: Literal): Literal {
  return (a as string) + (b as string);
}
