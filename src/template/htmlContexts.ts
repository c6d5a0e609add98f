import nunjucks from 'nunjucks';
import type { Diagnostics } from '../diagnostics.ts';
import { LivegraftError, type TemplateLocation } from '../errors.ts';
import {
  type Finding,
  inRefresh,
  inScheme,
  isQuoted,
  notClosed,
  type Place,
  type Print,
  refusal,
  runsTogether,
  type State,
  selfClosingText,
  waysDiffer,
} from './htmlRefusals.ts';
import {
  composedScheme,
  isSameState,
  isUrlAttribute,
  mergeStates,
  nextOf,
  printedUrl,
  readHtml,
  readPrint,
  textState,
  unitOf,
} from './htmlTokenizer.ts';
import { literalTexts } from './printedText.ts';
import {
  type BlockNode,
  childrenOf,
  type ExpressionNode,
  type FilterNode,
  type ForNode,
  type OutputNode,
  type StatementNode,
  type SymbolNode,
  type TemplateDataNode,
  type TemplateNode,
} from './templateNodes.ts';
import { locate, type TemplateSource } from './templateSource.ts';

/**
 * Reports what a template prints where escaping `& < > " ' \` does not keep it from becoming markup, code or style, and
 * ways through the template that leave a tag, a quote, a comment or an element of text open. One template is read, by
 * itself; whatever it extends, includes and imports is read by a call of its own. Codes LG1030 to LG1049.
 * Source of the positions: https://html.spec.whatwg.org/multipage/parsing.html#tokenization
 */
export function checkHtmlContexts(root: StatementNode, source: TemplateSource, diagnostics: Diagnostics): void {
  for (const { place, ...finding } of readContexts(root).findings) {
    diagnostics.error(new LivegraftError({ ...finding, location: locatePlace(source, place) }));
  }
}

/**
 * Changes a template's AST so that the scheme of each URL that starts with what is printed is checked when rendered:
 *
 *     <a href="{{ site.url }}/about">      → {{ site.url | url }}, where `url` is `safeUrl`
 *
 * The name of this filter has a space, so that no template can name it. It goes before `rewriteTemplate`.
 */
export function protectUrls<T extends StatementNode>(root: T): T {
  for (const [expression, output] of readContexts(root).urls) {
    output.children[output.children.indexOf(expression)] = callFilter('livegraft url', expression);
  }
  return root;
}

interface Contexts {
  readonly findings: readonly Finding[];
  /** Each print whose URL is checked when rendered, with the node that holds it. */
  readonly urls: ReadonlyMap<ExpressionNode, OutputNode>;
}

function readContexts(root: StatementNode): Contexts {
  const reader = new ContextReader(macroNames(root));
  reader.body(root, textState, 'the template', placeOf(root));
  return reader;
}

class ContextReader implements Contexts {
  readonly findings: Finding[] = [];
  readonly urls = new Map<ExpressionNode, OutputNode>();
  readonly #macros: ReadonlySet<string>;
  #state: State = textState;

  constructor(macros: ReadonlySet<string>) {
    this.#macros = macros;
  }

  /** Reads what is a text of its own, from `start`, and comes back to where it was. */
  body(node: StatementNode, start: State, name: string, place: Place): void {
    const outer = this.#state;
    this.#state = start;
    this.#statement(node);
    if (!mergeStates(start, this.#state)) this.findings.push(notClosed(start, this.#state, name, place));
    this.#state = outer;
  }

  #statement(node: StatementNode): void {
    switch (node.typename) {
      case 'Root':
      case 'NodeList':
        for (const child of node.children) this.#statement(child);
        return;
      case 'Output':
        for (const child of node.children) {
          if (child.typename === 'TemplateData') this.#data(child);
          else this.#expression(child, node);
        }
        return;
      case 'If':
        return this.#ways('{% if %}', placeOf(node), [node.body, node.else_]);
      case 'Switch':
        return this.#ways('{% switch %}', placeOf(node), [...bodiesOf(node), node.default ?? null]);
      case 'For':
        return this.#loop(node);
      case 'Block':
        return this.#block(node);
      case 'Macro':
        return this.body(node.body, textState, `the macro "${node.name.value}"`, placeOf(node));
      case 'Set':
        return node.body && this.body(node.body.body, textState, 'the body of {% set %}', placeOf(node));
      case 'Include':
        this.#print({ subject: 'What is included here', place: placeOf(node) });
        return;
      case 'Extends':
      case 'Import':
      case 'FromImport':
      case 'AsyncAll':
      case 'AsyncEach':
      case 'CallExtension':
      case 'CallExtensionAsync':
      case 'IfAsync':
        return; // they write nothing here, or the analysis refuses them
      default:
        return node satisfies never;
    }
  }

  #ways(tag: string, place: Place, ways: readonly (StatementNode | null)[]): void {
    const start = this.#state;
    const ends = ways.map((way) => {
      this.#state = start;
      if (way) this.#statement(way);
      return this.#state;
    });
    this.#join(ends, tag, place);
  }

  /** The next round starts where the last one ends, so the body is read until that changes nothing. */
  #loop(node: ForNode): void {
    const start = this.#state;
    let round: State;
    let end: State;
    do {
      round = this.#state;
      this.#statement(node.body);
      end = this.#state;
      this.#join([round, end], '{% for %}', placeOf(node));
    } while (!isSameState(round, this.#state));
    this.#state = start;
    if (node.else_) this.#statement(node.else_);
    this.#join([end, this.#state], '{% for %}', placeOf(node));
  }

  /** A block is read where it stands; one of a child template that replaces it is read as text. */
  #block(node: BlockNode): void {
    const name = `block "${node.name.value}"`;
    const isRefused = this.#print({ subject: `The ${name}`, place: placeOf(node) });
    this.body(node.body, isRefused ? textState : this.#state, `the ${name}`, placeOf(node));
  }

  #join(ends: readonly State[], tag: string, place: Place): void {
    this.#state = ends.reduce((a, b) => {
      const merged = mergeStates(a, b);
      if (!merged) this.findings.push(waysDiffer(tag, a, b, place));
      return merged ?? a;
    });
  }

  #data(node: TemplateDataNode): void {
    let index = nextOf(this.#state, node.value, 0);
    while (index < node.value.length) {
      const unit = unitOf(this.#state, node.value, index);
      this.#character(unit, { node, index });
      index = nextOf(this.#state, node.value, index + unit.length);
    }
  }

  #character(char: string, place: Place): void {
    const before = this.#state;
    this.#state = readHtml(before, char, place);
    if (before.at === 'between names' && this.#state.at === 'attribute name') {
      this.findings.push(runsTogether(char, place));
    }
    if (before.at === 'self-closing' && char === '>' && this.#state.at !== 'text') {
      this.findings.push(selfClosingText(before.element, before.tagPlace ?? place));
      this.#state = textState;
    }
    this.#judgeHeld();
  }

  /** What was printed before turns out to be refused by what follows it. */
  #judgeHeld(): void {
    const { held, value, refresh } = this.#state;
    if (held.length === 0 || !(value === composedScheme || refresh)) return;
    this.findings.push(...held.map(refresh ? inRefresh : (print) => inScheme(print, this.#state)));
    this.#state = { ...this.#state, held: [] };
  }

  #expression(expression: ExpressionNode, output: OutputNode): void {
    this.#bodies(expression);
    const place = placeOf(output);
    const texts = literalTexts(expression);
    if (texts) return this.#literal(texts, place);
    const macro = macroCall(expression, this.#macros);
    const subject = macro ? `What ${macro}() writes` : 'What is printed here';
    const print = { subject, place, expression, isMacro: macro !== undefined };
    const isUrl = isUrlAttribute(this.#state) && isQuoted(this.#state) && this.#state.value === '';
    if (this.#print(print) || !isUrl) return;
    this.urls.set(expression, output);
    this.#state = { ...this.#state, value: printedUrl, held: [print] };
  }

  /** The bodies of `{% call %}` and `{% filter %}` stand in expressions. */
  #bodies(expression: TemplateNode | TemplateDataNode): void {
    if (expression.typename === 'TemplateData') return;
    if (expression.typename === 'Caller' || expression.typename === 'Capture') {
      const tag = expression.typename === 'Caller' ? '{% call %}' : '{% filter %}';
      return this.body(expression.body, textState, `the body of ${tag}`, placeOf(expression));
    }
    for (const child of childrenOf(expression)) this.#bodies(child);
  }

  /** What consists of literals is the author's own text: each of them is a way. */
  #literal(texts: readonly string[], place: Place): void {
    const start = this.#state;
    const ends = texts.map((text) => {
      this.#state = start;
      for (const char of escapeHtml(text)) this.#character(char, place);
      return this.#state;
    });
    this.#join(ends, '{{ … }}', place);
  }

  /** Reads over what is printed; says whether it is refused there. */
  #print(print: Print): boolean {
    const refused = refusal(this.#state, print);
    if (refused) this.findings.push(refused);
    const state = readPrint(this.#state);
    const isContent = state.element === 'meta' && state.attribute === 'content' && isQuoted(state);
    this.#state = isContent ? { ...state, held: [...state.held, print] } : state;
    this.#judgeHeld();
    return refused !== undefined;
  }
}

function bodiesOf(node: StatementNode & { typename: 'Switch' }): StatementNode[] {
  return node.cases.map(({ body }) => body).filter((body) => childrenOf(body).length > 0);
}

/** The names of what a template calls as a macro: its own macros, imported ones, and imported templates. */
function macroNames(node: TemplateNode | TemplateDataNode, names = new Set(['super', 'caller'])): ReadonlySet<string> {
  if (node.typename === 'TemplateData') return names;
  if (node.typename === 'Macro') names.add(node.name.value);
  if (node.typename === 'Import') names.add(node.target.value);
  if (node.typename === 'FromImport') {
    for (const name of node.names.children)
      names.add((name.typename === 'Pair' ? (name.value as SymbolNode) : name).value);
  }
  for (const child of childrenOf(node)) macroNames(child, names);
  return names;
}

function macroCall(node: ExpressionNode, macros: ReadonlySet<string>): string | undefined {
  if (node.typename !== 'FunCall') return undefined;
  const { name } = node;
  if (name.typename === 'Symbol') return macros.has(name.value) ? name.value : undefined;
  if (name.typename !== 'LookupVal' || name.target.typename !== 'Symbol' || !macros.has(name.target.value))
    return undefined;
  return `${name.target.value}.${name.val.typename === 'Literal' ? String(name.val.value) : '…'}`;
}

function placeOf(node: TemplateNode): Place {
  return { node, index: 0 };
}

/** The whole of a `{{ … }}`, the start of a tag, or a word. */
function locatePlace(source: TemplateSource, { node, index }: Place): TemplateLocation {
  const { text } = source;
  const lines = text.split('\n');
  const start = lines.slice(0, node.lineno).reduce((sum, line) => sum + line.length + 1, node.colno);
  // trimmed white space and {% raw %} come before the text of data
  const data = typeof node.value === 'string' ? Math.max(start, text.indexOf(node.value, start)) : start;
  const before = text.slice(0, data + index).split('\n');
  const rest = text.slice(data + index);
  const length = /^(?:\{\{.*?\}\}|<?[!/]?[\w-]+|.)/.exec(rest)?.[0].length ?? 1;
  return locate(source, before.length - 1, before.at(-1)!.length, length);
}

type NodeConstructor = new (lineno: number, colno: number, ...fields: unknown[]) => FilterNode;
const { nodes, lib } = nunjucks as unknown as {
  nodes: Record<'Filter' | 'NodeList' | 'Symbol', NodeConstructor>;
  lib: { escape(text: string): string };
};

function escapeHtml(text: string): string {
  return lib.escape(text);
}

function callFilter(filter: string, expression: ExpressionNode): FilterNode {
  const { lineno, colno } = expression;
  const name = new nodes.Symbol(lineno, colno, filter);
  return new nodes.Filter(lineno, colno, name, new nodes.NodeList(lineno, colno, [expression]));
}
