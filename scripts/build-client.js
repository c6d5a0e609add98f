// Builds the browser's runtime: dist/client/livegraft.js, and development.js, which has more in it.
// npm runs it as a part of `prepare`; `npm run build:client` runs it by hand.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Bytes of the runtime as it is sent: gzip, level 9. */
const LIMIT = 8_192;

await bundle('main.ts', 'livegraft.js');
await bundle('mainInDevelopment.ts', 'development.js');

const size = gzippedSize('livegraft.js');
console.log(`The runtime for browsers takes ${size} of ${LIMIT} bytes, gzipped.`);
if (size > LIMIT) {
  console.error(`That is ${size - LIMIT} bytes too many.`);
  process.exitCode = 1;
}

function bundle(entry, output) {
  return build({
    absWorkingDir: root,
    entryPoints: [`src/client/${entry}`],
    outfile: `dist/client/${output}`,
    bundle: true,
    format: 'iife',
    target: 'es2022',
    charset: 'utf8',
    minify: true,
    sourcemap: 'external', // the server names it in a header
    logLevel: 'warning',
  });
}

function gzippedSize(output) {
  return gzipSync(readFileSync(join(root, 'dist/client', output)), { level: 9 }).length;
}
