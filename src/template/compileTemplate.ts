import nunjucks from 'nunjucks';
import { findBlocks } from './blocks.ts';
import { protectUrls } from './htmlContexts.ts';
import { parseTemplate } from './parseTemplate.ts';
import { type BinaryNode, type CallerNode, type CallNode, childrenOf, type StatementNode } from './templateNodes.ts';
import { templateRuntime } from './templateRuntime.ts';
import type { TemplateSource } from './templateSource.ts';

/** What nunjucks runs: the template's own function, and those of its blocks as `b_name`. */
export type TemplateFunctions = Readonly<Record<string, (...args: unknown[]) => unknown>>;

/**
 * A template as functions that do what the analysis takes it for: nunjucks' own compiler makes them, with the few
 * differences below, and they run on `templateRuntime`.
 */
export function compileTemplate(source: TemplateSource): TemplateFunctions {
  const root = protectUrls(withoutLostOutput(parseTemplate(source)));
  const compiler = new TemplateCompiler(source.name);
  // nunjucks does not look for blocks in a switch or in the body of a set
  compiler.compile(Object.assign(root, { findAll: () => findBlocks(root) }));
  return new Function('templateRuntime', compiler.getCode())(templateRuntime) as TemplateFunctions;
}

/** What a page prints outside of its blocks is not shown, so it need not be read. */
function withoutLostOutput(root: StatementNode): StatementNode {
  const children = childrenOf(root) as StatementNode[];
  if (root.typename !== 'Root' || !children.some((child) => child.typename === 'Extends')) return root;
  root.children = children.filter((child) => child.typename !== 'Output');
  return root;
}

/** Names that a compiled function has while it is being made. */
interface CompilerFrame {
  lookup(name: string): string | null | undefined;
}

declare class NunjucksCompiler {
  constructor(name: string);
  compile(node: unknown, frame?: CompilerFrame): void;
  getCode(): string;
  _emit(code: string): void;
  _emitFuncBegin(node: unknown, name: string): void;
  _compileMacro(node: unknown, frame: CompilerFrame): string;
  compileFunCall(node: unknown, frame: CompilerFrame): void;
}

const { Compiler } = (nunjucks as unknown as { compiler: { Compiler: typeof NunjucksCompiler } }).compiler;

/** Source of what is different: nunjucks/src/compiler.js, by the names of the methods. */
class TemplateCompiler extends Compiler {
  /** The block whose function is being made. */
  #block = '';

  override _emitFuncBegin(node: unknown, name: string): void {
    this.#block = name.startsWith('b_') ? name.slice(2) : '';
    super._emitFuncBegin(node, name);
    this._emit('runtime = templateRuntime;\nframe = runtime.asTemplateFrame(frame);\n');
  }

  /** `a ~ b` puts together what both print as. */
  compileConcat({ left, right }: BinaryNode, frame: CompilerFrame): void {
    this._emit('runtime.concat(');
    this.compile(left, frame);
    this._emit(', ');
    this.compile(right, frame);
    this._emit(')');
  }

  /** `super()` is the block above, where it stands; nunjucks would run it once, before its block. */
  override compileFunCall(node: CallNode, frame: CompilerFrame): void {
    const { name } = node;
    if (name.typename !== 'Symbol' || name.value !== 'super' || this.#block === '') {
      return super.compileFunCall(node, frame);
    }
    this._emit(`runtime.superBlock(env, context, frame, ${JSON.stringify(this.#block)}, b_${this.#block})`);
  }

  /** The body of `{% call %}` sees the names where it stands; nunjucks would have it see those of a macro beside it. */
  compileCaller(node: CallerNode, frame: CompilerFrame): void {
    this._emit('(function (frame) {');
    const macro = this._compileMacro(node, frame);
    this._emit(`return ${macro};})(frame)`);
  }
}
