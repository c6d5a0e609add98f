import { type Diagnostic, Diagnostics } from '../diagnostics.ts';
import { LivegraftError, type TemplateLocation } from '../errors.ts';
import { type Blocks, findBlocks, noBlocks } from './blocks.ts';
import * as findings from './findings.ts';
import { checkHtmlContexts } from './htmlContexts.ts';
import { type Macro, MacroCalls, parametersOf } from './macroCalls.ts';
import {
  type Callable,
  dictOf,
  foldInto,
  itemAt,
  itemsOfMeaning,
  type Meaning,
  mark,
  meaningOf,
  nothing,
  union,
  unionOfAll,
} from './meaning.ts';
import { findMistakes } from './mistakes.ts';
import { parseTemplate } from './parseTemplate.ts';
import { createPathTree, memberOf, type PathTree } from './pathTree.ts';
import { type CallArguments, ExpressionReader, nameOf } from './readExpression.ts';
import { type Frame, type Names, Scopes, TemplateContext } from './scope.ts';
import {
  type BlockNode,
  type CallerNode,
  type CallNode,
  type CaptureNode,
  childrenOf,
  type ExtendsNode,
  type ForNode,
  type FromImportNode,
  type ImportNode,
  type IncludeNode,
  type MacroNode,
  type SetNode,
  type StatementNode,
  type SwitchNode,
  type SymbolNode,
} from './templateNodes.ts';
import type { TemplateLoader, TemplateSource } from './templateSource.ts';
import { type Vocabulary, vocabularyOf } from './vocabulary.ts';

/** What one template reads, with the templates that it extends, includes and imports. */
export interface TemplateAnalysis {
  readonly paths: PathTree;
  /** Every template that was read, the given one first. */
  readonly sources: readonly TemplateSource[];
  /** Templates that it names and that are not there. */
  readonly missing: readonly string[];
  /** What is wrong or doubtful, in the order it was found. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The fields that a template reads. A loop variable stands for its list's items, a name that was set for what it was set
 * to; both branches of a condition count. The statements and expressions mean what nunjucks 3.2 compiles them to
 * (nunjucks/src/compiler.js), and every kind is named here. What is wrong is reported, and the rest is read nevertheless.
 *
 * Reports LG1000 (no such template), LG1001 (does not parse), LG1002 (not supported), LG1003 (cannot be known), LG1004
 * (no such filter), LG1005 (reads itself), LG1013 (no such test), LG1014 (changes what it is called on), LG1015
 * (imports nothing), LG1016 (an import sees no context), LG1017 (no block for super), LG1018
 * (no such parameter), LG1019 (a list of templates).
 */
export function collectPaths(
  name: string,
  load: TemplateLoader,
  vocabulary: Vocabulary = vocabularyOf(),
): TemplateAnalysis {
  const collector = new Collector(load, vocabulary);
  collector.page(name);
  const { paths, templates, diagnostics } = collector;
  const parsed = [...templates.values()].flatMap((template) => (template ? [template.source] : []));
  const missing = [...templates].flatMap(([template, found]) => (found ? [] : [template]));
  return { paths, sources: parsed, missing, diagnostics: diagnostics.all };
}

/** A template and what it was parsed into; null where it does not parse. */
interface ParsedTemplate {
  readonly source: TemplateSource;
  readonly root: StatementNode | null;
}

const noNames: Names = new Map();

class Collector extends ExpressionReader {
  readonly paths = createPathTree();
  /** Every template that was asked for, by name; null where there is none. */
  readonly templates = new Map<string, ParsedTemplate | null>();
  readonly diagnostics = new Diagnostics();
  protected readonly vocabulary: Vocabulary;
  protected source!: TemplateSource;
  readonly #load: TemplateLoader;
  readonly #scopes = new Scopes();
  #blocks: Blocks = noBlocks;
  /** The block that is being read, and how many of its bodies are below it. */
  #block: { readonly name: string; readonly level: number } | null = null;
  /** Whether blocks stand for what the layout shows, so that they are not shown where they are. */
  #extends = false;
  /** The layouts that the template may extend, and where it names them. */
  #layouts = new Map<string, TemplateLocation>();
  /** The templates being read, outermost first. */
  #reading: string[] = [];
  readonly #calls = new MacroCalls();
  readonly #contexts = new Map<StatementNode, Map<string, TemplateContext>>();

  constructor(load: TemplateLoader, vocabulary: Vocabulary) {
    super();
    this.#load = load;
    this.vocabulary = vocabulary;
  }

  page(name: string): void {
    this.#template(name, undefined);
  }

  /** Reads a template where it stands. Nothing is read of one that is missing, wrong, or read already. */
  #template(name: string, from: TemplateLocation | undefined, ignoreMissing = false): void {
    if (this.#reading.includes(name)) return this.diagnostics.error(findings.readsItself(name, this.#reading, from));
    const template = this.#find(name, from, ignoreMissing);
    if (!template?.root) return;
    const { source, root } = template;
    this.#reading.push(name);
    this.#in(source, () => this.#root(root));
    this.#reading.pop();
  }

  #find(name: string, from: TemplateLocation | undefined, ignoreMissing: boolean): ParsedTemplate | null {
    const known = this.templates.get(name);
    if (known || (known === null && ignoreMissing)) return known;
    try {
      const source = this.#load(name);
      this.templates.set(name, { source, root: null });
      const root = parseTemplate(source);
      findMistakes(root, source, this.diagnostics, this.vocabulary);
      checkHtmlContexts(root, source, this.diagnostics);
      const template = { source, root };
      this.templates.set(name, template);
      return template;
    } catch (error) {
      if (!(error instanceof LivegraftError)) throw error;
      if (!this.templates.has(name)) this.templates.set(name, null);
      if (!(ignoreMissing && error.code === 'LG1000')) this.diagnostics.error(findings.placed(error, from));
      return null;
    }
  }

  /** A child's statements run before its parent's; of its output, only what stands in blocks is shown. */
  #root(root: StatementNode): void {
    this.#addBlocks(findBlocks(root));
    const isCertain = childrenOf(root).some(({ typename }) => typename === 'Extends');
    const [outer, outerLayouts] = [this.#extends, this.#layouts];
    this.#extends = isCertain;
    this.#layouts = new Map();
    for (const child of childrenOf(root) as StatementNode[]) {
      if (!isCertain || child.typename !== 'Output') this.#statement(child);
    }
    const [layouts, blocks] = [this.#layouts, this.#blocks];
    this.#extends = outer;
    this.#layouts = outerLayouts;
    const ways = [...layouts].map(([name, from]) => () => {
      this.#blocks = blocks;
      this.#template(name, from);
    });
    this.#scopes.oneOf(isCertain ? ways : [...ways, () => {}]);
    this.#blocks = blocks;
  }

  #addBlocks(blocks: readonly BlockNode[]): void {
    if (blocks.length === 0) return;
    const all = new Map(this.#blocks);
    const seen = new Set<string>();
    for (const { name, body } of blocks) {
      if (seen.has(name.value)) this.diagnostics.error(findings.twoBlocks(name.value, this.locate(name)));
      seen.add(name.value);
      all.set(name.value, [...(all.get(name.value) ?? []), { source: this.source, body }]);
    }
    this.#blocks = all;
  }

  #statement(node: StatementNode): void {
    switch (node.typename) {
      case 'Root':
      case 'NodeList':
        for (const child of node.children) this.#statement(child);
        return;
      case 'Output':
        for (const child of node.children) if (child.typename !== 'TemplateData') this.read(child, 'print');
        return;
      case 'For':
        return this.#for(node);
      case 'If':
        this.read(node.cond, 'test');
        return this.#scopes.oneOf([node.body, node.else_].map((way) => () => way && this.#statement(way)));
      case 'Switch':
        return this.#switch(node);
      case 'Set':
        return this.#set(node);
      case 'Block':
        return this.#extends ? undefined : this.#runBlock(node.name.value, 0);
      case 'Include':
        return this.#include(node);
      case 'Macro':
        return this.#scopes.define(node.name.value, { ...nothing, macros: [this.#macro(node, null)] });
      case 'Import':
        return this.#scopes.bindImport(node.target.value, this.#imported(node));
      case 'FromImport':
        return this.#fromImport(node);
      case 'Extends':
        for (const name of this.#templateNames(node)) this.#layouts.set(name, this.locate(node));
        return;
      case 'AsyncAll':
      case 'AsyncEach':
      case 'CallExtension':
      case 'CallExtensionAsync':
      case 'IfAsync':
        return this.diagnostics.error(findings.unsupported(tagNames[node.typename], this.locate(node)));
      default:
        node satisfies never;
    }
  }

  /**
   * The body is read until no name means more than before: a name may be set to what an earlier turn made of it. One
   * frame holds all turns, as in nunjucks. `else` is for a list without any; there the variable is what the last turn of
   * an earlier run of the loop has left.
   */
  #for(node: ForNode): void {
    const list = this.meaning(node.arr);
    const location = this.locate(node.arr);
    const variables = this.#loopVariables(node, list, location);
    const turns = () =>
      this.#scopes.untilStable(() => {
        this.#scopes.bindAll([...variables, ['loop', nothing]]);
        this.#statement(node.body);
      }, foldInto);
    const otherwise = () => {
      for (const [name, meaning] of variables) this.#scopes.frame.bindUnsure(name, meaning);
      this.#statement(node.else_!);
    };
    this.#scopes.within({}, () => this.#scopes.oneOf(node.else_ ? [turns, otherwise] : [turns]));
  }

  #loopVariables({ name }: ForNode, list: Meaning, location: TemplateLocation): [string, Meaning][] {
    if (name.typename === 'Symbol') {
      mark(list, 'iterate', location);
      return [[name.value, itemsOfMeaning(list)]];
    }
    const entry = this.entriesOf(list, location);
    return name.children.map((variable, index) => [(variable as SymbolNode).value, itemAt(entry, index)]);
  }

  #switch({ expr, cases, default: otherwise }: SwitchNode): void {
    this.read(expr, 'value');
    for (const { cond } of cases) this.read(cond, 'value');
    const bodies = [...cases.map(({ body }) => body), otherwise];
    this.#scopes.oneOf(bodies.map((body) => () => body && this.#statement(body)));
  }

  #set({ targets, value, body }: SetNode): void {
    const meaning = value ? this.meaning(value) : this.meaning(body!);
    // `{% set a.b = … %}` sets nothing that could be read, which is reported as a mistake
    for (const { typename, value: name } of targets) if (typename === 'Symbol') this.#scopes.set(name, meaning);
  }

  /** A block runs where it stands, sees the names there, and keeps what it sets. */
  #runBlock(name: string, level: number): void {
    const body = this.#blocks.get(name)?.[level];
    if (!body) return;
    const [outer, outerExtends] = [this.#block, this.#extends];
    this.#block = { name, level };
    this.#extends = false;
    const run = () => this.#scopes.within({ isolated: true, outermost: true }, () => this.#statement(body.body));
    this.#in(body.source, run);
    this.#block = outer;
    this.#extends = outerExtends;
  }

  protected override superBlock(node: CallNode): void {
    const { name, level } = this.#block ?? { name: '', level: 0 };
    const below = this.#blocks.get(name)?.[level + 1];
    // A layout that may be extended is read once more by itself, and has nothing above then.
    if (!below) return this.diagnostics.error(findings.noSuper(name, this.locate(node)));
    this.#runBlock(name, level + 1);
  }

  /** An included template sees the names where it stands, and keeps what it sets; its blocks are its own. */
  #include(node: IncludeNode): void {
    const { names, hasData } = this.#scopes.context;
    const options = { isolated: true, topLevel: true, outermost: true };
    const ways = this.#templateNames(node).map((name) => () => {
      const read = () => this.#template(name, this.locate(node), node.ignoreMissing === true);
      this.#apart(this.#contextOf(node, name, names, hasData), () => this.#scopes.within(options, read));
    });
    this.#scopes.oneOf(ways);
  }

  /** What an imported template defines: its macros, and what it sets. */
  #imported(node: ImportNode | FromImportNode): Meaning {
    return unionOfAll(this.#templateNames(node).map((name) => this.#module(name, node)));
  }

  #module(name: string, node: ImportNode | FromImportNode): Meaning {
    const { context, frame } = this.#scopes;
    const own = node.withContext
      ? this.#contextOf(node, name, context.names, context.hasData)
      : this.#contextOf(node, name, noNames, false);
    const options = { topLevel: true, outermost: true };
    const read = () => this.#template(name, this.locate(node));
    this.#apart(own, () => this.#scopes.within(options, read, node.withContext ? frame : null));
    return dictOf([...own.names].filter(([exported]) => own.exported.has(exported)));
  }

  /** Another template's variables. They are the same in each turn of a loop, so that its macros are. */
  #contextOf(node: StatementNode, name: string, names: Names, hasData: boolean): TemplateContext {
    const contexts = this.#contexts.get(node) ?? new Map<string, TemplateContext>();
    this.#contexts.set(node, contexts);
    const key = `${name} ${hasData}`;
    const context = contexts.get(key) ?? new TemplateContext(names, hasData);
    contexts.set(key, context);
    context.names = names;
    return context;
  }

  /** Runs with a template's own variables and blocks. */
  #apart(context: TemplateContext, run: () => void): void {
    const [blocks, block] = [this.#blocks, this.#block];
    this.#blocks = noBlocks;
    this.#block = null;
    this.#scopes.withContext(context, run);
    [this.#blocks, this.#block] = [blocks, block];
  }

  #fromImport(node: FromImportNode): void {
    const imported = this.#imported(node);
    for (const child of node.names.children) {
      const name = child.typename === 'Pair' ? nameOf(child) : child.value;
      const alias = child.typename === 'Pair' ? String((child.value as SymbolNode).value) : child.value;
      const meaning = imported.made?.members.get(name);
      const position = child.typename === 'Pair' ? (child.key as SymbolNode) : child;
      if (!meaning && imported.made)
        this.diagnostics.error(findings.notExported(name, imported, this.locate(position)));
      this.#scopes.bindImport(alias, meaning ?? nothing);
    }
  }

  /** The names that a template may have here: known where they are strings, or are put together from strings. */
  #templateNames(node: IncludeNode | ExtendsNode | ImportNode | FromImportNode): string[] {
    const { literals } = this.read(node.template, 'value');
    const names = literals?.filter((name) => typeof name === 'string');
    if (names && names.length === literals!.length) return names;
    const find = node.template.typename === 'Array' ? findings.listOfTemplates : findings.unknownTemplate;
    this.diagnostics.error(find(this.locate(node.template)));
    return [];
  }

  #macro(node: MacroNode | CallerNode, frame: Frame | null): Macro {
    const { source } = this;
    return this.#calls.macroOf(node, { source, context: this.#scopes.context, blocks: this.#blocks, frame });
  }

  protected override callerOf(node: CallerNode): Callable {
    return this.#macro(node, this.#scopes.frame);
  }

  protected override callMacro(callable: Callable, args: CallArguments, location: TemplateLocation): void {
    const macro = callable as Macro;
    const parameters = parametersOf(macro);
    const unknown = [...args.named.keys()].find((name) => name !== 'caller' && !parameters.includes(name));
    if (unknown) this.diagnostics.error(findings.unknownParameter(unknown, parameters, location));
    this.#calls.call(macro, args, (bindings) => this.#runMacro(macro, bindings));
  }

  /** A macro sees its parameters and its template's variables; the body of a call what is around it as well. */
  #runMacro(macro: Macro, bindings: ReadonlyMap<string, Meaning>): void {
    const blocks = this.#blocks;
    this.#blocks = macro.blocks;
    const run = () => {
      this.#scopes.bindAll(bindings);
      for (const { key, value } of macro.defaults) {
        const name = (key as SymbolNode).value;
        if (!bindings.has(name)) this.#scopes.frame.bind(name, this.meaning(value));
      }
      this.#statement(macro.body);
    };
    const options = { isolated: macro.frame !== null, outermost: macro.frame === null };
    this.#in(macro.source, () => {
      this.#scopes.withContext(macro.context, () => this.#scopes.within(options, run, macro.frame));
    });
    this.#blocks = blocks;
  }

  protected override named(node: SymbolNode): Meaning {
    const { value: name } = node;
    const bound = this.#scopes.lookup(name);
    if (bound && !bound.mayBeUnset) return bound;
    if (this.vocabulary.globals.has(name) || this.#isMissing(name)) return bound ?? nothing;
    if (!this.#scopes.context.hasData) {
      // a name such as `a?.b` is reported as a mistake
      if (!bound && /^\w+$/.test(name)) this.diagnostics.warning(findings.noContext(name, this.locate(node)));
      return bound ?? nothing;
    }
    const given = meaningOf([memberOf(this.paths, name, this.locate(node))]);
    return bound ? union(bound, given) : given;
  }

  /** `undefined` is no word of nunjucks, and a macro that is called without a body has no `caller`. */
  #isMissing(name: string): boolean {
    return name === 'undefined' || (name === 'caller' && this.#calls.isActive);
  }

  protected override isGlobal(name: string): boolean {
    return this.vocabulary.globals.has(name) && !this.#scopes.lookup(name);
  }

  protected override capture(node: CaptureNode): void {
    this.#statement(node.body);
  }

  #in(source: TemplateSource, run: () => void): void {
    const outer = this.source;
    this.source = source;
    run();
    this.source = outer;
  }
}

const tagNames = {
  AsyncAll: '{% asyncAll %}',
  AsyncEach: '{% asyncEach %}',
  CallExtension: 'tags of extensions',
  CallExtensionAsync: 'tags of extensions',
  IfAsync: '{% ifAsync %}',
} as const;
