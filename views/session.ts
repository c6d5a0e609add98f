import { parseCookie, stringifySetCookie } from 'cookie';
import { sign, unsign } from 'cookie-signature';
import type { Attributes } from 'sequelize';
import { z } from 'zod';
import { Tenant, USER_ROLES, User } from '../schema/index.ts';

const COOKIE = 'rentals_session';
const LIFETIME_SECONDS = 14 * 24 * 60 * 60;
const DEVELOPMENT_SECRET = 'only for development';
const isProduction = process.env.NODE_ENV === 'production';

const secret = process.env.SESSION_SECRET ?? DEVELOPMENT_SECRET;
if (isProduction && (secret === DEVELOPMENT_SECRET || secret.length < 32)) {
  throw new Error('SESSION_SECRET must be set to at least 32 random characters in production: it signs the sessions.');
}

/**
 * What the cookie holds. The name is in it so that a page needs no statement to greet its viewer, role and tenant so that it needs
 * none to know what they may see.
 */
const SessionContent = z.object({
  id: z.number().int(),
  name: z.string(),
  role: z.enum(USER_ROLES),
  /** Whose tenancy it is; only of a user who is a tenant. */
  tenantId: z.number().int().optional(),
  expires: z.number(),
});
type SessionContent = z.output<typeof SessionContent>;

/** Who sends a request, or null. A cookie that is not ours, altered or too old is nobody's. */
export function authenticate(request: Request): Omit<SessionContent, 'expires'> | null {
  const cookie = parseCookie(request.headers.get('cookie') ?? '')[COOKIE];
  const content = cookie ? readSession(cookie) : null;
  if (!content || content.expires < Date.now()) return null;
  const { expires, ...viewer } = content;
  return viewer;
}

/** The answer to the form of the login page: a session, and on to the requests. */
export async function signIn(request: Request): Promise<Response> {
  const id = await readUserId(request);
  const attributes = ['id', 'firstName', 'lastName', 'role'] satisfies (keyof Attributes<User>)[];
  const user = id && (await User.findByPk(id, { attributes }));
  if (!user) return redirect('/login?problem=user');
  const { role } = user;
  const tenant = role === 'tenant' ? await Tenant.findOne({ where: { userId: user.id }, attributes: ['id'] }) : null;
  const viewer = { id: user.id, name: user.getFullName(), role, ...(tenant && { tenantId: tenant.id }) };
  const content = { ...viewer, expires: Date.now() + LIFETIME_SECONDS * 1000 };
  return redirect('/maintenance', sessionCookie(writeSession(content), LIFETIME_SECONDS));
}

export function signOut(): Response {
  return redirect('/', sessionCookie('', 0));
}

function writeSession(content: SessionContent): string {
  return sign(Buffer.from(JSON.stringify(content)).toString('base64url'), secret);
}

function readSession(cookie: string): SessionContent | null {
  const text = unsign(cookie, secret);
  if (text === false) return null;
  try {
    return SessionContent.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
  } catch {
    return null;
  }
}

function sessionCookie(value: string, maxAge: number): string {
  return stringifySetCookie({
    name: COOKIE,
    value,
    maxAge,
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: isProduction,
  });
}

/** A form of another site must not sign anybody in or out. SameSite=Lax lets sister domains through; this does not. */
async function readUserId(request: Request): Promise<number | null> {
  try {
    const form = await request.formData();
    return z.coerce.number().int().positive().max(2_147_483_647).parse(form.get('user'));
  } catch {
    return null;
  }
}

/** On to a path of this application; none of them comes from a request. */
function redirect(path: string, cookie?: string): Response {
  return new Response(null, { status: 303, headers: { location: path, ...(cookie && { 'set-cookie': cookie }) } });
}
