import type { DomElement, DomNode } from './domTree.ts';

const voidElements = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '));
const rawElements = new Set('script style xmp iframe noembed noframes plaintext noscript'.split(' '));

/** A node as HTML, as `outerHTML` gives it: <https://html.spec.whatwg.org/multipage/parsing.html#serialising-html-fragments>. */
export function serializeHtml(node: DomNode, isRaw = false): string {
  if (node.kind === 'text') return isRaw ? node.data : escapeText(node.data);
  if (node.kind === 'comment') return `<!--${node.data}-->`;
  const isHtml = node.namespace === 'html';
  if (isHtml && voidElements.has(node.name)) return openingTag(node);
  const isRawInside = isHtml && rawElements.has(node.name);
  const content = node.children.map((child) => serializeHtml(child, isRawInside)).join('');
  return `${openingTag(node)}${content}</${node.name}>`;
}

/** `<li class="done">` */
export function openingTag({ name, attributes }: DomElement): string {
  const pairs = [...attributes].map(([key, value]) => ` ${key.trimStart()}="${escapeAttribute(value)}"`);
  return `<${name}${pairs.join('')}>`;
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('\u00a0', '&nbsp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function escapeAttribute(text: string): string {
  return escapeText(text).replaceAll('"', '&quot;');
}
