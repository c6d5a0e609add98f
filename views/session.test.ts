import { sign } from 'cookie-signature';
import { afterAll, describe, expect, it } from 'vitest';
import { prepareDatabase, sequelize } from '../schema/index.ts';
import { authenticate, signIn, signOut } from './session.ts';

const SITE = 'http://rentals.test';
const DEVELOPMENT_SECRET = 'only for development';

describe('authenticate', () => {
  it.each([
    ['no cookie', ''],
    ['no signature', 'rentals_session=abc'],
    ['a lone percent sign', 'rentals_session=%'],
    ['another name', 'session=abc.def'],
    [
      'an altered signature',
      `rentals_session=${encodeURIComponent(`${cookieOf({ id: 1, name: 'Ann', role: 'staff' })}x`)}`,
    ],
    [
      'another secret',
      `rentals_session=${encodeURIComponent(cookieOf({ id: 1, name: 'Ann', role: 'staff' }, 'other'))}`,
    ],
    ['text that is no JSON', `rentals_session=${encodeURIComponent(sign('bm90IGpzb24', DEVELOPMENT_SECRET))}`],
    ['no role', `rentals_session=${encodeURIComponent(cookieOf({ id: 1, name: 'Ann' }))}`],
    ['a role of its own', `rentals_session=${encodeURIComponent(cookieOf({ id: 1, name: 'Ann', role: 'owner' }))}`],
    ['other content', `rentals_session=${encodeURIComponent(cookieOf({ id: '1; DROP TABLE users' }))}`],
    [
      'a session that is over',
      `rentals_session=${encodeURIComponent(cookieOf({ id: 1, name: 'Ann', role: 'staff', expires: 1 }))}`,
    ],
  ])('is nobody with %s', (_, cookie) => {
    expect(authenticate(new Request(SITE, { headers: { cookie } }))).toBeNull();
  });

  it('is who the cookie says', () => {
    const cookie = `other=1; rentals_session=${encodeURIComponent(cookieOf({ id: 7, name: 'Siobhán', role: 'tenant', tenantId: 3 }))}`;
    expect(authenticate(new Request(SITE, { headers: { cookie } }))).toEqual({
      id: 7,
      name: 'Siobhán',
      role: 'tenant',
      tenantId: 3,
    });
  });
});

describe('the forms', () => {
  it('sign out by a cookie that is over at once', () => {
    const answer = signOut();
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe('/');
    expect(answer.headers.get('set-cookie')).toBe('rentals_session=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax');
  });

  it.each(['', '0', '-1', '1.5', '1 OR 1=1', '99999999999'])('sign nobody in as "%s"', async (user) => {
    const answer = await signIn(post({ user }, { origin: SITE }));
    expect(answer.headers.get('location')).toBe('/login?problem=user');
    expect(answer.headers.has('set-cookie')).toBe(false);
  });

  it('do not sign in with a body that is no form', async () => {
    const request = new Request(`${SITE}/login`, { method: 'POST', body: '{', headers: { origin: SITE } });
    expect((await signIn(request)).headers.get('location')).toBe('/login?problem=user');
  });
});

describe.skipIf(!process.env.DATABASE_URL)('signing in, in the database of DATABASE_URL', () => {
  afterAll(() => sequelize.close());

  it('makes a session that authenticate knows, without the password hash', async () => {
    await prepareDatabase({ log: () => {} });
    const answer = await signIn(post({ user: '4' }, { origin: SITE }));
    const cookie = answer.headers.get('set-cookie')!;
    expect(answer.headers.get('location')).toBe('/maintenance');
    expect(cookie).toMatch(/; HttpOnly; SameSite=Lax$/);
    expect(authenticate(new Request(SITE, { headers: { cookie } }))).toEqual({
      id: 4,
      name: "Beth O'Malley",
      role: 'staff',
    });
    expect(Buffer.from(cookie.split(/[=.]/)[1]!, 'base64url').toString()).not.toContain('CANARY');
  });

  it('says of a tenant whose tenancy they see', async () => {
    const cookie = (await signIn(post({ user: '7' }, { origin: SITE }))).headers.get('set-cookie')!;
    const viewer = authenticate(new Request(SITE, { headers: { cookie } }));
    expect(viewer).toEqual({ id: 7, name: "Siobhán O'Brien", role: 'tenant', tenantId: 3 });
  });

  it('knows no user who is not there', async () => {
    const answer = await signIn(post({ user: '2147483647' }, { origin: SITE }));
    expect(answer.headers.get('location')).toBe('/login?problem=user');
  });
});

function cookieOf(content: object, secret = DEVELOPMENT_SECRET): string {
  const text = JSON.stringify({ expires: Date.now() + 60_000, ...content });
  return sign(Buffer.from(text).toString('base64url'), secret);
}

function post(fields: Record<string, string>, headers: Record<string, string>): Request {
  return new Request(`${SITE}/login`, { method: 'POST', body: new URLSearchParams(fields), headers });
}
