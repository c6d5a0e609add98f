import { describe, expect, it } from 'vitest';
import { createTokens, type Tokens } from './tokens.ts';

const [first, second, third] = ['1', '2', '3'].map((digit) => digit.repeat(32)) as [string, string, string];
const make = (...secret: string[]) => createTokens({ secret, development: false });
const viewer = { id: 7, name: 'Ann' };
const tokens = make(first);
const browser = tokens.newBrowser();
const other = tokens.newBrowser();

describe('the cookie of a browser', () => {
  it('is random text of 22 characters', () => {
    expect(browser).toMatch(/^[\w-]{22}$/);
    expect(other).not.toBe(browser);
  });

  it('is for this server alone, over HTTPS in production', () => {
    const header = `livegraft=${browser}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax`;
    expect(tokens.browserHeader(browser)).toBe(`${header}; Secure`);
    expect(createTokens({ development: true }).browserHeader(browser)).toBe(header);
  });

  it.each([
    [null, null],
    ['', null],
    ['livegraft', null],
    ['livegraft=', null],
    [`livegraft=${browser}`, browser],
    [`a=b; livegraft=${browser}; c`, browser],
    [`a=b;livegraft=${browser}`, browser],
    [`xlivegraft=${browser}`, null],
    [`livegraft=${browser}x`, null],
    [`livegraft=${browser.slice(1)}`, null],
    [`livegraft=${browser.slice(1)}é`, null],
    [`livegraft=x; livegraft=${browser}`, browser],
    [`livegraft_flash=${browser}`, null],
  ])('%s', (cookies, expected) => {
    expect(tokens.browserOf(cookies)).toBe(expected);
  });
});

describe('the token of a page', () => {
  it('is for one browser', () => {
    const token = tokens.token(browser);
    expect(tokens.isToken(token, browser)).toBe(true);
    expect(tokens.isToken(token, other)).toBe(false);
    expect(tokens.isToken(tokens.token(other), browser)).toBe(false);
    expect(make(second).isToken(token, browser)).toBe(false);
  });

  it('is none with another character anywhere, nor longer or shorter', () => {
    const token = tokens.token(browser);
    for (const wrong of tampered(token)) expect(tokens.isToken(wrong, browser), wrong).toBe(false);
    for (const wrong of ['', 'x', `${token}=`, 'é'.repeat(43), '\ud800'.repeat(43), '\0'.repeat(43)]) {
      expect(tokens.isToken(wrong, browser), wrong).toBe(false);
    }
  });

  it('is no key and a key is no token', () => {
    const [, signature] = tokens.key('s', browser, null).split('.') as [string, string];
    expect(tokens.isToken(signature, browser)).toBe(false);
    expect(tokens.sessionOf(`s.${tokens.token(browser)}`, browser, null)).toBeNull();
  });
});

describe('the key of a session', () => {
  const key = tokens.key('session', browser, viewer);

  it('is for one browser and one viewer', () => {
    expect(tokens.sessionOf(key, browser, viewer)).toBe('session');
    expect(tokens.sessionOf(key, browser, { ...viewer, name: 'Ann Miller' })).toBe('session');
    expect(tokens.sessionOf(key, other, viewer)).toBeNull();
    expect(tokens.sessionOf(key, browser, null)).toBeNull();
    expect(tokens.sessionOf(key, browser, { ...viewer, id: 8 })).toBeNull();
    expect(tokens.sessionOf(key, browser, { ...viewer, id: '7' })).toBeNull();
    expect(tokens.sessionOf(tokens.key('session', browser, null), browser, viewer)).toBeNull();
  });

  it('is none with another character anywhere, nor longer or shorter', () => {
    for (const wrong of tampered(key)) expect(tokens.sessionOf(wrong, browser, viewer), wrong).toBeNull();
    for (const wrong of ['', '.', 'session', 'session.', `${key}.`, `${key}.x`, `session.${'é'.repeat(43)}`]) {
      expect(tokens.sessionOf(wrong, browser, viewer), wrong).toBeNull();
    }
  });
});

describe('a change of secrets', () => {
  const forms: readonly [string, (of: Tokens) => string, (to: Tokens, text: string) => boolean][] = [
    ['token', (of) => of.token(browser), (to, token) => to.isToken(token, browser)],
    ['key', (of) => of.key('s', browser, viewer), (to, key) => to.sessionOf(key, browser, viewer) === 's'],
    [
      'flash',
      (of) => cookieIn(of.flashHeader({ a: 'b' }, browser)),
      (to, flash) => to.flashOf(flash, browser) !== null,
    ],
  ];

  it.each(forms)('%s: the first one signs, all are accepted', (_, sign, isAccepted) => {
    const old = make(first);
    const both = make(second, first);
    const recent = make(second);
    expect(isAccepted(both, sign(old))).toBe(true);
    expect(isAccepted(recent, sign(both))).toBe(true);
    expect(isAccepted(old, sign(both))).toBe(false);
    expect(isAccepted(recent, sign(old))).toBe(false);
    expect(isAccepted(make(third), sign(both))).toBe(false);
  });
});

describe('flash messages', () => {
  const flash = { info: 'Saved: “ü” 100 %; really', error: '<b>\n\0' };
  const header = tokens.flashHeader(flash, browser);

  it('come back as they were, over a cookie of a minute', () => {
    expect(header).toMatch(/^livegraft_flash=[\w-]+\.[\w-]+; Path=\/; Max-Age=60; HttpOnly; SameSite=Lax; Secure$/);
    expect(tokens.flashOf(cookieIn(header), browser)).toEqual(flash);
    expect(tokens.flashOf(`a=b; ${cookieIn(header)}; c=d`, browser)).toEqual(flash);
  });

  it('are for one browser, and as they were signed', () => {
    expect(tokens.flashOf(cookieIn(header), other)).toBeNull();
    expect(tokens.flashOf(null, browser)).toBeNull();
    const [name, value] = cookieIn(header).split('=') as [string, string];
    for (const wrong of tampered(value)) expect(tokens.flashOf(`${name}=${wrong}`, browser), wrong).toBeNull();
  });

  it('are taken back by an empty cookie', () => {
    expect(tokens.flashHeader(null, browser)).toBe(
      'livegraft_flash=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure',
    );
  });
});

describe('the secret', () => {
  const message =
    'LG5014: An application needs a secret of at least 32 random characters in production: it signs what browsers come ' +
    'back with. Give it to defineApp({ secret: process.env.SESSION_SECRET }).';

  it.each([undefined, '', [], 'x'.repeat(31), [first, 'short'], ['']].map((secret) => ({ secret })))(
    'must be long in production: $secret',
    ({ secret }) => {
      expect(() => createTokens({ secret, development: false })).toThrow(expect.objectContaining({ message }));
    },
  );

  it('may be left out or short in development', () => {
    for (const secret of [undefined, [], 'short'])
      expect(() => createTokens({ secret, development: true })).not.toThrow();
    const token = createTokens({ development: true }).token(browser);
    expect(createTokens({ development: true }).isToken(token, browser)).toBe(true);
    expect(createTokens({ secret: 'short', development: true }).isToken(token, browser)).toBe(false);
  });
});

/** The text with each of its characters changed in turn, taken out, and doubled. */
function tampered(text: string): string[] {
  const changes = [...text].flatMap((character, index) => {
    const [before, after] = [text.slice(0, index), text.slice(index + 1)];
    return [character === 'A' ? 'B' : 'A', ''].map((instead) => before + instead + after);
  });
  return [...changes, `${text}A`, `A${text}`, text.toUpperCase() === text ? '' : text.toUpperCase()];
}

function cookieIn(header: string): string {
  return header.split(';')[0]!;
}
