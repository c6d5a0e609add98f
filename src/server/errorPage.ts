import { createHash } from 'node:crypto';
import { LivegraftError, toError } from '../errors.ts';
import type { Problem } from '../protocol.ts';
import { problemOf } from './problem.ts';
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

/** The answer to a request that failed: what `problemOf` lets a browser know, as a page. */
export function errorResponse(thrown: unknown, development: boolean): Response {
  const error = toError(thrown);
  const status = error instanceof LivegraftError ? error.status : 500;
  const headers = new Headers({
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': contentSecurityPolicy,
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  });
  if (error instanceof MethodNotAllowedError) headers.set('allow', error.allowed.join(', '));
  return new Response(errorPage(error, status, problemOf(error, development), development), { status, headers });
}

const titles: Readonly<Record<number, string>> = {
  400: 'This request cannot be answered',
  403: 'Refused',
  404: 'Not found',
  405: 'Not like this',
  413: 'Too much',
  503: 'Not available at the moment',
};

function errorPage(error: Error, status: number, { message, id }: Problem, development: boolean): string {
  const title = titles[status] ?? 'Something went wrong';
  const isShown = development || status < 500;
  const said = error instanceof LivegraftError ? `${error.code}: ${error.reason}` : error.message;
  const details = development && status >= 500 ? `<pre>${escapeHtml(message)}</pre>` : '';
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${style}</style></head>
<body>
<h1>${title}</h1>
<p>${escapeHtml(isShown ? said : 'The error has been logged.')}</p>
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
