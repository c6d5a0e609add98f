import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { LivegraftError } from '../errors.ts';
import type { Viewer } from '../live/liveView.ts';

/** The cookie that tells browsers apart. It says nothing of a person. */
const browserCookie = 'livegraft';
const flashCookie = 'livegraft_flash';
const browserLifetimeSeconds = 365 * 24 * 60 * 60;
const flashLifetimeSeconds = 60;

const developmentSecret = 'livegraft: only for development';
const shortestSecret = 32;

export interface TokensOptions {
  /** The first one signs, all of them are accepted: so a secret can be changed while pages are open. */
  readonly secret?: string | readonly string[] | undefined;
  readonly development: boolean;
}

/**
 * What a browser shows to prove that its page came from this server: signed with HMAC-SHA-256, so nothing of it is kept.
 * Two processes with the same secret accept each other's.
 */
export interface Tokens {
  /** The browser that sends a request, or null where it has no cookie of ours yet. */
  browserOf(cookies: string | null): string | null;
  newBrowser(): string;
  browserHeader(browser: string): string;
  /** The proof against requests that another site has made up. */
  token(browser: string): string;
  isToken(token: string, browser: string): boolean;
  /** The key of a session, for this browser and this viewer alone. */
  key(session: string, browser: string, viewer: Viewer | null): string;
  /** The session that a key is for, or null where the key is none or another's. */
  sessionOf(key: string, browser: string, viewer: Viewer | null): string | null;
  /** Flash messages on their way over a redirect; '' takes the cookie back. */
  flashHeader(flash: Readonly<Record<string, string>> | null, browser: string): string;
  flashOf(cookies: string | null, browser: string): Record<string, string> | null;
}

/** Throws LG5014 in production without a secret. */
export function createTokens({ secret, development }: TokensOptions): Tokens {
  const secrets = secretsOf(secret, development);
  const sign = (text: string, key = secrets[0]!) => createHmac('sha256', key).update(text).digest('base64url');
  const isSigned = (text: string, signature: string) => secrets.some((key) => isEqual(sign(text, key), signature));
  const keyText = (session: string, browser: string, viewer: Viewer | null) => {
    return JSON.stringify(['session', session, browser, viewer?.id ?? null]);
  };
  const cookie = (name: string, value: string, seconds: number) => {
    const secure = development ? '' : '; Secure';
    return `${name}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`;
  };

  return {
    browserOf: (cookies) => cookieOf(cookies, browserCookie, /^[\w-]{22}$/),
    newBrowser: () => randomBytes(16).toString('base64url'),
    browserHeader: (browser) => cookie(browserCookie, browser, browserLifetimeSeconds),
    token: (browser) => sign(`token ${browser}`),
    isToken: (token, browser) => isSigned(`token ${browser}`, token),
    key: (session, browser, viewer) => `${session}.${sign(keyText(session, browser, viewer))}`,
    sessionOf(key, browser, viewer) {
      const [session = '', signature = '', ...rest] = key.split('.');
      return rest.length === 0 && isSigned(keyText(session, browser, viewer), signature) ? session : null;
    },
    flashHeader(flash, browser) {
      if (!flash) return cookie(flashCookie, '', 0);
      const content = Buffer.from(JSON.stringify(flash)).toString('base64url');
      return cookie(flashCookie, `${content}.${sign(`flash ${browser} ${content}`)}`, flashLifetimeSeconds);
    },
    flashOf(cookies, browser) {
      const [content = '', signature = ''] = cookieOf(cookies, flashCookie, /^[\w-]+\.[\w-]+$/)?.split('.') ?? [];
      if (!isSigned(`flash ${browser} ${content}`, signature)) return null;
      return JSON.parse(Buffer.from(content, 'base64url').toString()) as Record<string, string>;
    },
  };
}

function secretsOf(secret: string | readonly string[] | undefined, development: boolean): readonly string[] {
  const secrets = typeof secret === 'string' ? [secret] : (secret ?? []);
  if (development) return secrets.length > 0 ? secrets : [developmentSecret];
  if (secrets.length === 0 || secrets.some(({ length }) => length < shortestSecret)) throw noSecret();
  return secrets;
}

function cookieOf(cookies: string | null, name: string, shape: RegExp): string | null {
  for (const pair of cookies?.split(';') ?? []) {
    const [key, value = ''] = pair.trim().split('=', 2);
    if (key === name && shape.test(value)) return value;
  }
  return null;
}

function isEqual(one: string, other: string): boolean {
  const [bytes, otherBytes] = [Buffer.from(one), Buffer.from(other)]; // as many characters may be more bytes
  return bytes.length === otherBytes.length && timingSafeEqual(bytes, otherBytes);
}

function noSecret(): LivegraftError {
  return new LivegraftError({
    code: 'LG5014',
    message: `An application needs a secret of at least ${shortestSecret} random characters in production: it signs what browsers come back with.`,
    hint: 'Give it to defineApp({ secret: process.env.SESSION_SECRET }).',
  });
}
