import nunjucks from 'nunjucks';
import { filterDeclarations, printed } from './filters.ts';
import type { ArgumentsNode, ExpressionNode, FilterNode, StatementNode } from './templateNodes.ts';

/** Members that mean something on every list. A field of that name wins. */
export const listWords: ReadonlySet<string> = new Set(['all', 'count', 'first']);

/** Whether a call of this member is its value: `getFullName()` of a model, `all()` of a list. */
export function isCallableMember(name: string): boolean {
  return listWords.has(name) || /^get[A-Z]/.test(name);
}

/**
 * Changes a template's AST so that over plain data it does what the analysis says it does:
 *
 *     {{ property }}          → {{ property | print }}           a model shows its __str__
 *     property.tags.all       → property.tags | word('all')      a list is all of itself
 *     user.getFullName()      → user | member('getFullName')     the value is already there
 *
 * The names of these filters have a space, so that no template can name them.
 */
export function rewriteTemplate<T extends StatementNode>(root: T): T {
  rewriteStatement(root);
  return root;
}

/** The filters that rewritten templates call. */
export const rewriteFilters = {
  'livegraft print': printed,
  'livegraft word': listWord,
  'livegraft member': calledMember,
};

function rewriteStatement(node: StatementNode): void {
  switch (node.typename) {
    case 'Root':
    case 'NodeList':
      for (const child of node.children) rewriteStatement(child);
      return;
    case 'Output':
      node.children = node.children.map((child) => (child.typename === 'TemplateData' ? child : print(rewrite(child))));
      return;
    case 'For':
      node.arr = rewrite(node.arr);
      rewriteStatement(node.body);
      if (node.else_) rewriteStatement(node.else_);
      return;
    case 'If':
      node.cond = rewrite(node.cond);
      rewriteStatement(node.body);
      if (node.else_) rewriteStatement(node.else_);
      return;
    case 'Set':
      if (node.value) node.value = rewrite(node.value);
      return;
    case 'Block':
      rewriteStatement(node.body);
      return;
    case 'Extends':
    case 'Include':
      node.template = rewrite(node.template);
      return;
    default:
      return; // refused by the analysis, which every template goes through first
  }
}

function rewrite(node: ExpressionNode): ExpressionNode {
  switch (node.typename) {
    case 'LookupVal': {
      const target = rewrite(node.target);
      if (isNameIn(node.val, listWords)) return call('livegraft word', node, [target, node.val]);
      return Object.assign(node, { target, val: rewrite(node.val) });
    }
    case 'FunCall':
      return rewriteCall(node);
    case 'Filter':
      rewriteArguments(node.args);
      if (filterDeclarations.get(node.name.value)?.reads === 'text') {
        node.args.children[0] = print(node.args.children[0] as ExpressionNode);
      }
      return node;
    case 'Group':
    case 'Array':
    case 'Dict':
      node.children = node.children.map(rewrite);
      return node;
    case 'Pair':
      node.value = rewrite(node.value);
      return node;
    case 'InlineIf':
      node.cond = rewrite(node.cond);
      node.body = rewrite(node.body);
      if (node.else_) node.else_ = rewrite(node.else_);
      return node;
    case 'Not':
    case 'Neg':
    case 'Pos':
      node.target = rewrite(node.target);
      return node;
    case 'Concat':
      node.left = print(rewrite(node.left));
      node.right = print(rewrite(node.right));
      return node;
    case 'Or':
    case 'And':
    case 'In':
    case 'Is':
    case 'Add':
    case 'Sub':
    case 'Mul':
    case 'Div':
    case 'FloorDiv':
    case 'Mod':
    case 'Pow':
      node.left = rewrite(node.left);
      if (node.typename !== 'Is') node.right = rewrite(node.right);
      else if (node.right.typename === 'FunCall') rewriteArguments(node.right.args);
      return node;
    case 'Compare':
      node.expr = rewrite(node.expr);
      for (const operand of node.ops) operand.expr = rewrite(operand.expr);
      return node;
    default:
      return node;
  }
}

function rewriteCall(node: ExpressionNode & { typename: 'FunCall' }): ExpressionNode {
  const { name: callee } = node;
  if (callee.typename === 'LookupVal' && node.args.children.length === 0) {
    const { val } = callee;
    if (isNameIn(val, listWords)) return call('livegraft word', callee, [rewrite(callee.target), val]);
    if (val.typename === 'Literal' && isCallableMember(String(val.value))) {
      return call('livegraft member', callee, [rewrite(callee.target), val]);
    }
  }
  rewriteArguments(node.args);
  node.name = rewrite(callee);
  return node;
}

function rewriteArguments(args: ArgumentsNode): void {
  args.children = args.children.map((argument) => {
    if (argument.typename !== 'KeywordArgs') return rewrite(argument);
    for (const pair of (argument as { children: { value: ExpressionNode }[] }).children)
      pair.value = rewrite(pair.value);
    return argument;
  });
}

function print(node: ExpressionNode): ExpressionNode {
  return node.typename === 'Literal' ? node : call('livegraft print', node, [node]);
}

function isNameIn(node: ExpressionNode, names: ReadonlySet<string>): boolean {
  return node.typename === 'Literal' && typeof node.value === 'string' && names.has(node.value);
}

type NodeConstructor = new (lineno: number, colno: number, ...fields: unknown[]) => FilterNode;
const { nodes } = nunjucks as unknown as { nodes: Record<'Filter' | 'NodeList' | 'Symbol', NodeConstructor> };

function call(
  filter: keyof typeof rewriteFilters,
  { lineno, colno }: ExpressionNode,
  args: ExpressionNode[],
): FilterNode {
  const name = new nodes.Symbol(lineno, colno, filter);
  return new nodes.Filter(lineno, colno, name, new nodes.NodeList(lineno, colno, args));
}

function listWord(target: unknown, word: 'all' | 'count' | 'first'): unknown {
  if (target === undefined || target === null) return undefined;
  if (Array.isArray(target)) return { all: target, count: target.length, first: target[0] }[word];
  return calledMember(target, word);
}

function calledMember(target: unknown, name: string): unknown {
  if (target === undefined || target === null) return undefined;
  const member = (target as Record<string, unknown>)[name];
  return typeof member === 'function' ? member.call(target) : member;
}
