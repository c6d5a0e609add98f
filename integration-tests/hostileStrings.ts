import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const corpora = process.env.LIVEGRAFT_CORPORA ?? path.resolve(import.meta.dirname, '../../shared/corpora');

/** Strings that break pages: a list of our own, and outside ones where `LIVEGRAFT_CORPORA` or its default has them. */
export function hostileStrings(): string[] {
  return [
    ...new Set([...ownStrings, ...outsideStrings('xss-payloads.json'), ...outsideStrings('naughty-strings.json')]),
  ];
}

function outsideStrings(name: string): string[] {
  const filename = path.join(corpora, name);
  if (existsSync(filename)) return JSON.parse(readFileSync(filename, 'utf8')) as string[];
  console.log(`hostile strings: skipped ${filename}, which is not there; LIVEGRAFT_CORPORA can name another folder`);
  return [];
}

const ownStrings: readonly string[] = [
  '<script>alert(1)</script>',
  '</script><script>alert(1)</script>',
  '</title><script>alert(1)</script>',
  '</textarea><img src=x onerror=alert(1)>',
  '</style><b onclick=alert(1)>',
  '"><img src=x onerror=alert(1)>',
  "'><img src=x onerror=alert(1)>",
  '" onclick="alert(1)',
  "' onclick='alert(1)",
  'x onclick=alert(1)',
  'x/onclick=alert(1)',
  'x\nonclick=alert(1)',
  'x>y<b>',
  '`onclick=alert(1)',
  '--><b>',
  '--!><b>',
  ']]><b>',
  '<!--',
  '<!--<script>',
  '&quot;&gt;&lt;b&gt;',
  '&#34; onclick=alert(1)',
  '&lt',
  '\\"><b>',
  "\\'+alert(1)+\\'",
  '";alert(1);"',
  "';alert(1);'",
  `\${alert(1)}`,
  '*/alert(1)/*',
  '{{ 7 * 7 }}',
  '{% raw %}',
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' \u0001javascript:alert(1)',
  'java\nscript:alert(1)',
  'javascript\t:alert(1)',
  'javascript&colon;alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:msgbox(1)',
  'x:expression(alert(1))',
  'url(javascript:alert(1))',
  'color:red;background:url(//evil.test)',
  '//evil.test/x',
  '\u2028alert(1)',
  'a\0b<c',
];
