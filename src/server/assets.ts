import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { LivegraftError } from '../errors.ts';

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/** Answers a request for one of the application's files, or undefined where the path is none of them. */
export type Assets = (request: Request, pathname: string) => Response | undefined;

/**
 * Files by URL path. Only the paths that are given are served, so no request can name a file. In production a file is
 * read once; in development each time. Throws LG5004 where a file is missing or its kind is unknown.
 */
export function createAssets(files: Readonly<Record<string, URL | string>>, development: boolean): Assets {
  const assets = new Map(
    Object.entries(files).map(([pathname, file]) => [pathname, { file, loaded: loadAsset(pathname, file) }]),
  );
  return (request, pathname) => {
    const asset = assets.get(pathname);
    if (!asset || (request.method !== 'GET' && request.method !== 'HEAD')) return undefined;
    const { body, type, etag } = development ? loadAsset(pathname, asset.file) : asset.loaded;
    const headers = {
      'content-type': type,
      'x-content-type-options': 'nosniff',
      'cache-control': development ? 'no-cache' : 'public, max-age=3600',
      etag,
    };
    if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers });
    return new Response(request.method === 'HEAD' ? null : new Uint8Array(body), { headers });
  };
}

function loadAsset(pathname: string, file: URL | string) {
  const type = contentTypes[path.extname(pathname)];
  if (!type) throw badAsset(pathname, `its ending is none of ${Object.keys(contentTypes).join(', ')}`);
  try {
    const body = readFileSync(file instanceof URL ? fileURLToPath(file) : file);
    return { body, type, etag: `"${createHash('sha256').update(body).digest('base64url')}"` };
  } catch (error) {
    throw badAsset(pathname, (error as Error).message, error);
  }
}

function badAsset(pathname: string, reason: string, cause?: unknown): LivegraftError {
  return new LivegraftError({ code: 'LG5004', message: `The asset "${pathname}" cannot be served: ${reason}.`, cause });
}
