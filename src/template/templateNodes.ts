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

export interface SetNode extends Positioned {
  readonly typename: 'Set';
  targets: SymbolNode[];
  value: ExpressionNode | null;
  body?: StatementNode;
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

/** What nunjucks parses and Livegraft refuses by name. */
export interface UnsupportedStatement extends Positioned {
  readonly typename:
    | 'AsyncAll'
    | 'AsyncEach'
    | 'CallExtension'
    | 'CallExtensionAsync'
    | 'FromImport'
    | 'IfAsync'
    | 'Import'
    | 'Macro'
    | 'Switch';
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

export interface UnsupportedExpression extends Positioned {
  readonly typename: 'Caller' | 'Capture' | 'FilterAsync' | 'KeywordArgs';
}
