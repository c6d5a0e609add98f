import nunjucks from 'nunjucks';
import { describe, expect, it } from 'vitest';
import { hostileStrings } from '../../integration-tests/hostileStrings.ts';
import { blockedUrl, safeUrl, urlStart } from './safeUrl.ts';

const { SafeString } = (nunjucks as unknown as { runtime: { SafeString: new (text: string) => object } }).runtime;

describe('what a URL may start with', () => {
  it.each([
    '/tenants/3',
    'tenants/3?a=b:c',
    './a:b',
    '?q=javascript:',
    '#javascript:x',
    '//cdn.test/x.png',
    '',
    '  https://a.test',
    'HTTPS://a.test',
    'ht\ntps://a.test',
    'http://a.test',
    'mailto:ann@a.test',
    'tel:+49301234',
    'sms:+49301234',
    'ftp://a.test/x',
    '1a:b',
    'ä:b',
    'about',
    'javascript',
    7,
    true,
  ])('%j stays as it is', (value) => {
    expect(safeUrl(value)).toBe(value);
  });

  it.each([
    'javascript:alert(1)',
    'JavaScript:alert(1)',
    ' javascript:alert(1)',
    '\0\u001f\u0020javascript:alert(1)',
    'java\nscr\tipt\r:alert(1)',
    'javascript\n:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'blob:https://a.test/1',
    'file:///etc/passwd',
    'about:blank',
    'view-source:https://a.test',
    'intent://x',
    'x+y.z-1:a',
  ])('%j is blocked', (value) => {
    expect(safeUrl(value)).toBe('about:invalid#blocked');
  });

  it('prints nothing for nothing', () => {
    expect([safeUrl(null), safeUrl(undefined)]).toEqual([null, undefined]);
  });

  it('reads a model as what it shows, and a list as its text', () => {
    expect(safeUrl({ __str__: '/models/1' })).toBe('/models/1');
    expect(safeUrl({ __str__: 'javascript:alert(1)' })).toBe(blockedUrl);
    expect(safeUrl(['javascript:alert(1)', 'x'])).toBe(blockedUrl);
  });

  it('reads what is marked safe as HTML, where character references hide a scheme', () => {
    const safe = new SafeString('/a?b=1&amp;c=2');
    expect(safeUrl(safe)).toBe(safe);
    for (const html of [
      'javascript:x',
      'javascript&colon;x',
      'java&#115;cript:x',
      '&#x6A;avascript:x',
      'java&Tab;script:x',
      'javascript&',
    ]) {
      expect(safeUrl(new SafeString(html)), html).toBe(blockedUrl);
    }
    expect(safeUrl('javascript&colon;x')).toBe('javascript&colon;x');
  });

  it('agrees with the URL parser of Node on every hostile string', () => {
    const allowed = /^(https?|mailto|tel|sms|ftp):$/;
    const parsed = hostileStrings().filter((text) => URL.canParse(text, 'https://here.test/'));
    const differing = parsed.filter(
      (text) => (safeUrl(text) === text) !== allowed.test(new URL(text, 'https://here.test/').protocol),
    );
    expect(differing).toEqual([]);
    expect(parsed.length).toBeGreaterThanOrEqual(30);
  });
});

describe('the start of a URL', () => {
  it.each([
    ['', 'empty'],
    [' \t', 'empty'],
    ['java', 'open'],
    ['a+b.c-1', 'open'],
    ['/', 'relative'],
    ['a_', 'relative'],
    ['1', 'relative'],
    ['x&page=', 'relative'],
    ['x&tab=', 'relative'],
    ['x&pa', 'unclear'],
    ['&#106;', 'unclear'],
    ['a&colon;', 'unclear'],
    ['a:', 'scheme'],
    ['/&#106;', 'relative'],
  ])('%j is %s', (html, kind) => {
    expect(urlStart(html, true).kind).toBe(kind);
  });
});
