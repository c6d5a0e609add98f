import { createHash, randomUUID } from 'node:crypto';
import { LivegraftError, toError } from '../errors.ts';
import { log } from '../log.ts';
import { MethodNotAllowedError } from './router.ts';

const style = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { max-width: 50rem; margin: 10vh auto; padding: 0 1rem; }
h1 { font-size: 1.4rem; }
pre { padding: 1rem; overflow-x: auto; border: 1px solid #8886; border-radius: .4rem; background: #8881; line-height: 1.4; }
p.note { opacity: .7; }
`;

/** Allows this page's own style and nothing else. */
const contentSecurityPolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`;

/**
 * The answer to a request that failed. What the request itself did wrong is said; anything else is logged under an id,
 * and only shown, with the template's frame and the stack, in development.
 */
export function errorResponse(thrown: unknown, development: boolean): Response {
  const error = toError(thrown);
  const status = error instanceof LivegraftError ? error.status : 500;
  const id = status >= 500 ? randomUUID() : null;
  if (id) log().error({ err: error, id }, error.message);
  const headers = new Headers({
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': contentSecurityPolicy,
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  });
  if (error instanceof MethodNotAllowedError) headers.set('allow', error.allowed.join(', '));
  return new Response(errorPage(error, status, id, development), { status, headers });
}

const titles: Readonly<Record<number, string>> = {
  400: 'This request cannot be answered',
  404: 'Not found',
  405: 'Not like this',
  413: 'Too much',
  503: 'Not available at the moment',
};

function errorPage(error: Error, status: number, id: string | null, development: boolean): string {
  const title = titles[status] ?? 'Something went wrong';
  const isOurs = error instanceof LivegraftError;
  const shown = development || status < 500;
  const details =
    development && status >= 500
      ? `<pre>${escapeHtml(isOurs ? error.message : (error.stack ?? error.message))}</pre>`
      : '';
  const sentence = shown ? (isOurs ? `${error.code}: ${error.reason}` : error.message) : 'The error has been logged.';
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${style}</style></head>
<body>
<h1>${title}</h1>
<p>${escapeHtml(sentence)}</p>
${details}
${id ? `<p class="note">Id: ${id}</p>` : ''}
<p><a href="/">Back to the start</a></p>
</body>
</html>
`;
}

function escapeHtml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, (character) => entities[character]!);
}
