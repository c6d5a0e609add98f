import type { RunningApp } from '../runningApp.ts';

/** Signs a user in as the form does. Gives the cookie as a browser sends it back. */
export async function signIn(app: RunningApp, user: number): Promise<string> {
  const answer = await app.fetch('/login', {
    method: 'POST',
    headers: { origin: app.url },
    body: new URLSearchParams({ user: String(user) }),
  });
  const cookie = answer.headers.get('set-cookie')?.split(';')[0];
  if (!cookie) throw new Error(`User ${user} was not signed in: ${answer.status} ${answer.headers.get('location')}`);
  return cookie;
}
