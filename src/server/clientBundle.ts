import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { LivegraftError } from '../errors.ts';
import { clientPath } from '../protocol.ts';

/** The browser's runtime. */
export interface ClientBundle {
  /** The page with the runtime, what its session is joined with, and the proof that it came from here. */
  insert(html: string, session: { readonly key: string | null; readonly token: string }): string;
  /** Answers a request for the runtime itself, or undefined where it asks for another path. */
  answer(request: Request, pathname: string): Response | undefined;
}

/** Throws LG5016 where the runtime is not built. */
export function createClientBundle(development: boolean): ClientBundle {
  const files = new Map<string, string>([
    [clientPath, readBundle(development ? 'development.js' : 'livegraft.js')],
    [`${clientPath}.map`, readBundle(development ? 'development.js.map' : 'livegraft.js.map')],
  ]);
  const version = createHash('sha256').update(files.get(clientPath)!).digest('base64url').slice(0, 12);
  return {
    insert(html, { key, token }) {
      const session = key ? ` data-lg-key="${key}"` : '';
      const script = `<script src="${clientPath}?v=${version}" defer${session} data-lg-token="${token}"></script>`;
      const end = html.search(/<\/head[\s>]/i);
      return end < 0 ? html + script : html.slice(0, end) + script + html.slice(end);
    },
    answer(request, pathname) {
      const body = files.get(pathname);
      if (body === undefined || (request.method !== 'GET' && request.method !== 'HEAD')) return undefined;
      const isVersion = new URL(request.url).searchParams.get('v') === version;
      return new Response(request.method === 'HEAD' ? null : body, {
        headers: {
          'content-type': pathname.endsWith('.js') ? 'text/javascript; charset=utf-8' : 'application/json',
          'x-content-type-options': 'nosniff',
          ...(pathname === clientPath && { sourcemap: `${clientPath}.map` }),
          'cache-control': isVersion ? 'public, max-age=31536000, immutable' : 'no-cache',
        },
      });
    },
  };
}

/** Both `src` and `dist` stand beside `dist/client`. */
function readBundle(name: string): string {
  try {
    return readFileSync(new URL(`../../dist/client/${name}`, import.meta.url), 'utf8');
  } catch (cause) {
    throw new LivegraftError({
      code: 'LG5016',
      message: "The browser's part of livegraft is not built.",
      hint: 'Run `npm run build:client` in the livegraft folder.',
      cause,
    });
  }
}
