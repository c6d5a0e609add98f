/**
 * The AST that nunjucks 3.2 parses a template into, as types: each node by its `typename`.
 * `lineno` and `colno` count from 0. Source: nunjucks/src/nodes.js and parser.js.
 */
export type TemplateNode = StatementNode | ExpressionNode;

interface Positioned {
  readonly lineno: number;
  readonly colno: number;
}

export interface NodeList<T> extends Positioned {
  readonly typename: 'NodeList' | 'Root';
  children: T[];
}

export type StatementNode =
  | (Positioned & { readonly typename: 'Root' | 'NodeList'; children: StatementNode[] })
  | OutputNode
  | ForNode
  | IfNode
  | SetNode
  | BlockNode
  | ExtendsNode
  | IncludeNode
  | SwitchNode
  | MacroNode
  | ImportNode
  | FromImportNode
  | UnsupportedStatement;

export interface OutputNode extends Positioned {
  readonly typename: 'Output';
  children: (TemplateDataNode | ExpressionNode)[];
}

export interface TemplateDataNode extends Positioned {
  readonly typename: 'TemplateData';
  value: string;
}

export interface ForNode extends Positioned {
  readonly typename: 'For';
  arr: ExpressionNode;
  name: SymbolNode | ListNode;
  body: StatementNode;
  else_: StatementNode | null;
}

export interface IfNode extends Positioned {
  readonly typename: 'If';
  cond: ExpressionNode;
  body: StatementNode;
  else_: StatementNode | null;
}

/** `{% set a, b = value %}`, or `{% set a %}body{% endset %}` */
export interface SetNode extends Positioned {
  readonly typename: 'Set';
  targets: SymbolNode[];
  value: ExpressionNode | null;
  body?: CaptureNode;
}

export interface BlockNode extends Positioned {
  readonly typename: 'Block';
  name: SymbolNode;
  body: StatementNode;
}

export interface ExtendsNode extends Positioned {
  readonly typename: 'Extends';
  template: ExpressionNode;
}

export interface IncludeNode extends Positioned {
  readonly typename: 'Include';
  template: ExpressionNode;
  ignoreMissing: boolean;
}

/** Cases without a body fall through to the next one. */
export interface SwitchNode extends Positioned {
  readonly typename: 'Switch';
  expr: ExpressionNode;
  cases: { cond: ExpressionNode; body: StatementNode }[];
  default?: StatementNode;
}

/** The parameters are symbols, then a `Dict` of those with a default. */
export interface MacroNode extends Positioned {
  readonly typename: 'Macro';
  name: SymbolNode;
  args: ParametersNode;
  body: StatementNode;
}

export interface ParametersNode extends Positioned {
  readonly typename: 'NodeList';
  children: (SymbolNode | KeywordArgumentsNode)[];
}

export interface ImportNode extends Positioned {
  readonly typename: 'Import';
  template: ExpressionNode;
  target: SymbolNode;
  withContext: boolean | null;
}

/** `{% from template import a, b as c %}`; nunjucks keeps what the last name says of the context. */
export interface FromImportNode extends Positioned {
  readonly typename: 'FromImport';
  template: ExpressionNode;
  names: { children: (SymbolNode | PairNode)[] };
  withContext?: boolean | null;
}

/** What nunjucks parses and Livegraft refuses by name. */
export interface UnsupportedStatement extends Positioned {
  readonly typename: 'AsyncAll' | 'AsyncEach' | 'CallExtension' | 'CallExtensionAsync' | 'IfAsync';
}

export type ExpressionNode =
  | LiteralNode
  | SymbolNode
  | LookupNode
  | CallNode
  | FilterNode
  | ListNode
  | PairNode
  | InlineIfNode
  | UnaryNode
  | BinaryNode
  | CompareNode
  | CaptureNode
  | CallerNode
  | KeywordArgumentsNode
  | UnsupportedExpression;

export interface LiteralNode extends Positioned {
  readonly typename: 'Literal';
  value: string | number | boolean | null | RegExp;
}

export interface SymbolNode extends Positioned {
  readonly typename: 'Symbol';
  value: string;
}

export interface LookupNode extends Positioned {
  readonly typename: 'LookupVal';
  target: ExpressionNode;
  val: ExpressionNode;
}

export interface CallNode extends Positioned {
  readonly typename: 'FunCall';
  name: ExpressionNode;
  args: ArgumentsNode;
}

export interface FilterNode extends Positioned {
  readonly typename: 'Filter';
  name: SymbolNode;
  args: ArgumentsNode;
}

export interface ArgumentsNode extends Positioned {
  readonly typename: 'NodeList';
  children: (ExpressionNode | KeywordArgumentsNode)[];
}

export interface KeywordArgumentsNode extends Positioned {
  readonly typename: 'KeywordArgs';
  children: PairNode[];
}

/** `(a)`, `[a, b]`, `{ a: b }` */
export interface ListNode extends Positioned {
  readonly typename: 'Group' | 'Array' | 'Dict';
  children: ExpressionNode[];
}

export interface PairNode extends Positioned {
  readonly typename: 'Pair';
  key: ExpressionNode;
  value: ExpressionNode;
}

export interface InlineIfNode extends Positioned {
  readonly typename: 'InlineIf';
  cond: ExpressionNode;
  body: ExpressionNode;
  else_: ExpressionNode | null;
}

export interface UnaryNode extends Positioned {
  readonly typename: 'Not' | 'Neg' | 'Pos';
  target: ExpressionNode;
}

export interface BinaryNode extends Positioned {
  readonly typename: 'Or' | 'And' | 'In' | 'Is' | 'Add' | 'Sub' | 'Mul' | 'Div' | 'FloorDiv' | 'Mod' | 'Pow' | 'Concat';
  left: ExpressionNode;
  right: ExpressionNode;
}

export interface CompareNode extends Positioned {
  readonly typename: 'Compare';
  expr: ExpressionNode;
  ops: { type: string; expr: ExpressionNode }[];
}

/** The text that a body makes: of `{% set %}` and `{% filter %}`. */
export interface CaptureNode extends Positioned {
  readonly typename: 'Capture';
  body: StatementNode;
}

/** The body of `{% call(args) macro() %}`, which the macro calls as `caller(…)`. */
export interface CallerNode extends Positioned {
  readonly typename: 'Caller';
  args: ParametersNode;
  body: StatementNode;
}

/** Made by nunjucks for asynchronous filters, of which there are none here. */
export interface UnsupportedExpression extends Positioned {
  readonly typename: 'FilterAsync';
}

/** What stands in a node, in the order it is written. Every kind is named: nunjucks' own `fields` leave out some of it. */
export function childrenOf(node: TemplateNode | TemplateDataNode): readonly (TemplateNode | TemplateDataNode)[] {
  switch (node.typename) {
    case 'Root':
    case 'NodeList':
    case 'Output':
    case 'Group':
    case 'Array':
    case 'Dict':
    case 'KeywordArgs':
      return node.children;
    case 'For':
      return [node.arr, node.body, ...present(node.else_)];
    case 'If':
    case 'InlineIf':
      return [node.cond, node.body, ...present(node.else_)];
    case 'Set':
      return present(node.value, node.body);
    case 'Block':
      return [node.body];
    case 'Extends':
    case 'Include':
    case 'Import':
    case 'FromImport':
      return [node.template];
    case 'Switch':
      return [node.expr, ...node.cases.flatMap(({ cond, body }) => [cond, body]), ...present(node.default)];
    case 'Macro':
    case 'Caller':
      return [...node.args.children.filter((parameter) => parameter.typename === 'KeywordArgs'), node.body];
    case 'Capture':
      return [node.body];
    case 'LookupVal':
      return [node.target, node.val];
    case 'FunCall':
      return [node.name, ...node.args.children];
    case 'Filter':
      return node.args.children;
    case 'Pair':
      return [node.value];
    case 'Not':
    case 'Neg':
    case 'Pos':
      return [node.target];
    case 'Is':
      return [node.left, ...(node.right.typename === 'FunCall' ? node.right.args.children : [])];
    case 'Or':
    case 'And':
    case 'In':
    case 'Add':
    case 'Sub':
    case 'Mul':
    case 'Div':
    case 'FloorDiv':
    case 'Mod':
    case 'Pow':
    case 'Concat':
      return [node.left, node.right];
    case 'Compare':
      return [node.expr, ...node.ops.map(({ expr }) => expr)];
    case 'TemplateData':
    case 'Literal':
    case 'Symbol':
    case 'AsyncAll':
    case 'AsyncEach':
    case 'CallExtension':
    case 'CallExtensionAsync':
    case 'IfAsync':
    case 'FilterAsync':
      return [];
    default:
      return node satisfies never;
  }
}

/** Calls `visit` with a node and all that stands in it, in the order it is written; not with what is in one it says `false` of. */
export function walk(
  node: TemplateNode | TemplateDataNode,
  visit: (node: TemplateNode | TemplateDataNode) => unknown,
): void {
  if (visit(node) === false) return;
  for (const child of childrenOf(node)) walk(child, visit);
}

function present<T>(...nodes: (T | null | undefined)[]): T[] {
  return nodes.filter((node) => node !== null && node !== undefined);
}
