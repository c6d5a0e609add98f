import nunjucks from 'nunjucks';
import { printed } from './printed.ts';

/** What a blocked URL becomes: it leads nowhere, and says why in a browser's developer tools. */
export const blockedUrl = 'about:invalid#blocked';

const allowedSchemes: ReadonlySet<string> = new Set(['http', 'https', 'mailto', 'tel', 'sms', 'ftp']);

/**
 * `value` as what a template may print at the start of a URL: unchanged where a browser reads a relative URL in it, or
 * one of http, https, mailto, tel, sms and ftp; else `about:invalid#blocked`. Null and undefined stay: they print
 * nothing. Text that is marked safe is not escaped any more, so character references that could hide a scheme block it.
 */
export function safeUrl(value: unknown): unknown {
  const shown = printed(value);
  if (shown === null || shown === undefined) return shown;
  const start = urlStart(String(shown), shown instanceof SafeString);
  if (start.kind === 'unclear') return blockedUrl;
  return start.kind === 'scheme' && !allowedSchemes.has(start.scheme) ? blockedUrl : shown;
}

/**
 * What the first characters of a URL say of its scheme:
 * - `empty`: nothing yet
 * - `open`: they could be the first characters of a scheme
 * - `unclear`: a character reference stands where a scheme may still be
 * - `relative`: whatever follows, there is no scheme
 */
export type UrlStart =
  | { readonly kind: 'empty' | 'open' | 'unclear' | 'relative' }
  | { readonly kind: 'scheme'; readonly scheme: string };

/**
 * Reads the start of a URL as browsers do (https://url.spec.whatwg.org/#concept-basic-url-parser, the two states for a
 * scheme): C0 controls and spaces before it do not count, tabs and newlines nowhere, upper case is lower case.
 * `isHtml` is for text as it stands in a page, where `&colon;` is a colon.
 */
export function urlStart(text: string, isHtml: boolean): UrlStart {
  const url = text
    .replace(/[\t\n\r]/g, '')
    .replace(leadingControls, '')
    .toLowerCase();
  if (isHtml && hiddenCharacter.test(url)) return { kind: 'unclear' };
  if (url === '') return { kind: 'empty' };
  const scheme = /^([a-z][a-z0-9+.-]*)(:?)/.exec(url);
  if (scheme?.[2]) return { kind: 'scheme', scheme: scheme[1]! };
  return { kind: scheme?.[1] === url ? 'open' : 'relative' };
}

const leadingControls = /^[\0-\x20]+/;

/** A character reference, or the start of one, for what may be part of a scheme or end it. */
const hiddenCharacter = /^[a-z0-9+.-]*&(#|(colon|tab|newline|plus|period|fjlig);|[a-z0-9]*$)/;

const { SafeString } = (nunjucks as unknown as { runtime: { SafeString: new (text: string) => object } }).runtime;
