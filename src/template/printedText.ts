import type { ExpressionNode, FilterNode } from './templateNodes.ts';

/** All texts that an expression can print, if none of them comes from data. */
export function literalTexts(node: ExpressionNode): readonly string[] | undefined {
  switch (node.typename) {
    case 'Literal':
      return [node.value === null ? '' : String(node.value)];
    case 'Group':
      return node.children.length === 1 ? literalTexts(node.children[0]!) : undefined;
    case 'InlineIf':
      return either(literalTexts(node.body), node.else_ ? literalTexts(node.else_) : ['']);
    case 'Or':
      return either(literalTexts(node.left), literalTexts(node.right));
    case 'And':
      return either(falsyTexts, literalTexts(node.right));
    case 'Not':
    case 'Compare':
    case 'In':
    case 'Is':
      return ['true', 'false'];
    case 'Concat':
      return both(literalTexts(node.left), literalTexts(node.right));
    default:
      return undefined;
  }
}

/** Whether all that an expression can print is a literal or what `accepts` says. */
export function printsOnly(node: ExpressionNode, accepts: (node: ExpressionNode) => boolean): boolean {
  if (accepts(node) || literalTexts(node)) return true;
  if (node.typename === 'Group') return node.children.length === 1 && printsOnly(node.children[0]!, accepts);
  if (node.typename === 'And') return printsOnly(node.right, accepts);
  if (node.typename === 'Or') return printsOnly(node.left, accepts) && printsOnly(node.right, accepts);
  if (node.typename !== 'InlineIf') return false;
  return printsOnly(node.body, accepts) && (!node.else_ || printsOnly(node.else_, accepts));
}

/** Whether it prints a number, or nothing. */
export function isNumber(node: ExpressionNode): boolean {
  switch (node.typename) {
    case 'Literal':
      return typeof node.value === 'number';
    case 'Filter':
      return isNumberFilter(node);
    case 'Group':
      return node.children.length === 1 && isNumber(node.children[0]!);
    case 'Add':
      return isNumber(node.left) && isNumber(node.right);
    case 'Sub':
    case 'Mul':
    case 'Div':
    case 'FloorDiv':
    case 'Mod':
    case 'Pow':
    case 'Neg':
    case 'Pos':
      return true;
    default:
      return false;
  }
}

/** Whether it prints nothing that could end a part of a URL: numbers, and what `urlencode` gives. */
export function isUrlPart(node: ExpressionNode): boolean {
  return isNumber(node) || (node.typename === 'Filter' && node.name.value === 'urlencode');
}

/** `x | tojson`, which is safe in a script, also where `safe` says so once more. */
export function isJson(node: ExpressionNode): boolean {
  if (node.typename !== 'Filter') return false;
  return (
    node.name.value === 'tojson' || (node.name.value === 'safe' && isJson(node.args.children[0] as ExpressionNode))
  );
}

/** More texts than this are not worth following: the expression counts as data. */
const maxTexts = 32;

/** What data that counts as false prints. */
const falsyTexts = ['', 'false', '0', 'NaN'];

type Texts = readonly string[] | undefined;

function either(a: Texts, b: Texts): Texts {
  return a && b && [...a, ...b];
}

function both(a: Texts, b: Texts): Texts {
  if (!a || !b || a.length * b.length > maxTexts) return undefined;
  return a.flatMap((start) => b.map((end) => start + end));
}

/** `int` and `float` give their second argument for what is no number, so that counts too. */
function isNumberFilter({ name, args }: FilterNode): boolean {
  if (name.value === 'abs' || name.value === 'length' || name.value === 'round') return true;
  return (name.value === 'int' || name.value === 'float') && args.children.length === 1;
}
