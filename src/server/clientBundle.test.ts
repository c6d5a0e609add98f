import { describe, expect, it } from 'vitest';
import { createClientBundle } from './clientBundle.ts';

const bundle = createClientBundle(false);
const session = { key: 'id.signature', token: 'token' };
const script = bundle.insert('', session);

describe('the script of a page', () => {
  it('names the runtime with its version, and what the page joins with', () => {
    expect(script).toMatch(
      /^<script src="\/_livegraft\/client\.js\?v=[\w-]{12}" defer data-lg-key="id\.signature" data-lg-token="token"><\/script>$/,
    );
    expect(bundle.insert('', { ...session, key: null })).toBe(script.replace(' data-lg-key="id.signature"', ''));
  });

  it.each([
    ['<html><head><title>a</title>', '</head><body></body></html>'],
    ['<HTML><HEAD>', '</HEAD><BODY></BODY></HTML>'],
    ['<head>', '</head ><body>'],
    ['<head>', '</head\n\t><body>'],
    ['<head>', '</Head class="x"><body>'],
    ['<head><title>a</title>', '</head><p></head>'],
    ['<p>a page without a head</p>', ''],
    ['<header></header></heading>', ''],
    ['', ''],
  ])('stands at the end of the head: %j | %j', (before, after) => {
    expect(bundle.insert(before + after, session)).toBe(before + script + after);
  });

  it('leaves what looks like a pattern alone', () => {
    expect(bundle.insert('<head>$& $1 $$</head>$`', session)).toBe(`<head>$& $1 $$${script}</head>$\``);
  });
});

describe('the runtime', () => {
  const address = script.match(/src="([^"]*)"/)![1]!;
  const ask = (path: string, method = 'GET') => {
    const request = new Request(new URL(path, 'http://own.test'), { method });
    return bundle.answer(request, new URL(request.url).pathname);
  };

  it('may be kept for good under its version, and is asked for again without', async () => {
    const answer = ask(address)!;
    expect(Object.fromEntries(answer.headers)).toEqual({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-type': 'text/javascript; charset=utf-8',
      sourcemap: '/_livegraft/client.js.map',
      'x-content-type-options': 'nosniff',
    });
    expect(ask('/_livegraft/client.js')!.headers.get('cache-control')).toBe('no-cache');
    expect(ask('/_livegraft/client.js?v=old')!.headers.get('cache-control')).toBe('no-cache');
    expect(ask(`${address}x`)!.headers.get('cache-control')).toBe('no-cache');
  });

  it('answers HEAD without a body, and nothing else', async () => {
    expect(await ask(address, 'HEAD')!.text()).toBe('');
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) expect(ask(address, method), method).toBeUndefined();
    for (const path of ['/', '/_livegraft/', '/_livegraft/client.ts', '/_livegraft/socket', '/_livegraft/client.js/']) {
      expect(ask(path), path).toBeUndefined();
    }
  });

  it('has a map of its sources', () => {
    expect(ask('/_livegraft/client.js.map')!.headers.get('content-type')).toBe('application/json');
  });
});
