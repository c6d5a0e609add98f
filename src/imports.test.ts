import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

/** What a folder's files may import beside their own folder; single files stand by their name. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  'errors.ts': [],
  'diagnostics.ts': [],
  'jitCache.ts': [],
  'log.ts': [],
  'protocol.ts': [],
  'native.ts': ['native'],
  'configure.ts': ['data'],
  'index.ts': ['configure.ts', 'server', 'live', 'render', 'data', 'selection', 'template', 'schema', 'protocol.ts'],
  template: [],
  schema: [],
  selection: ['template', 'schema'],
  data: ['schema', 'selection'],
  render: ['template', 'native.ts', 'protocol.ts'],
  live: ['render', 'data', 'selection', 'template', 'schema', 'protocol.ts'],
  server: ['live', 'render', 'data', 'selection', 'template', 'schema', 'protocol.ts'],
  analyze: ['template'],
  testing: ['server', 'live', 'render', 'data', 'selection', 'template', 'schema', 'protocol.ts'],
  client: ['protocol.ts'],
  postgres: [],
  cli: ['analyze', 'server', 'live', 'render', 'data', 'selection', 'template', 'schema', 'protocol.ts', 'postgres'],
};
const forEveryone = ['errors.ts', 'diagnostics.ts', 'jitCache.ts', 'log.ts'];
/** The browser's code shares the protocol and nothing else. */
const forItselfOnly = ['client', 'protocol.ts'];

const root = import.meta.dirname;
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((filename) => filename.endsWith('.ts') && !filename.endsWith('.test.ts') && !filename.endsWith('.d.ts'))
  .sort();

describe('imports point one way', () => {
  it('finds the files and what they import', () => {
    expect(files).toContain(path.join('live', 'compileView.ts'));
    expect(importsOf(path.join('live', 'updateView.ts'))).toEqual([
      { filename: path.join('data', 'statements.ts'), typeOnly: false },
      { filename: path.join('data', 'visibility.ts'), typeOnly: false },
      { filename: path.join('render', 'renderedPage.ts'), typeOnly: true },
      { filename: path.join('template', 'environment.ts'), typeOnly: true },
      { filename: path.join('live', 'collectContext.ts'), typeOnly: false },
      { filename: path.join('live', 'compileView.ts'), typeOnly: true },
      { filename: path.join('live', 'liveView.ts'), typeOnly: true },
      { filename: path.join('live', 'loadContext.ts'), typeOnly: false },
    ]);
    expect(files.map(placeOf).filter((place) => !Object.hasOwn(allowed, place))).toEqual([]);
    expect(importsOf('native.ts')).toContainEqual({
      filename: path.join('..', 'native', 'index.cjs'),
      typeOnly: false,
    });
  });

  it.each(files)('%s', (filename) => {
    const place = placeOf(filename);
    const may = [place, ...allowed[place]!, ...(forItselfOnly.includes(place) ? [] : forEveryone)];
    const wrong = importsOf(filename)
      .map((imported) => imported.filename)
      .filter((imported) => !may.includes(placeOf(imported)));
    expect(wrong, `${place} may import ${may.join(', ')}`).toEqual([]);
  });

  it('never in a circle, types aside', () => {
    const graph = new Map(
      files.map((filename) => [
        filename,
        importsOf(filename).flatMap((imported) => (imported.typeOnly ? [] : [imported.filename])),
      ]),
    );
    expect(files.flatMap((filename) => circleFrom(filename, graph))).toEqual([]);
  });
});

/** The folder of a file below `src`, or the file itself where it stands in no folder; `native` is the crate beside. */
function placeOf(filename: string): string {
  const [first] = filename.split(path.sep);
  return first === '..' ? filename.split(path.sep)[1]! : first!;
}

interface Import {
  readonly filename: string;
  /** Whether nothing is left of it when the program runs. */
  readonly typeOnly: boolean;
}

/** The files that a file imports by a relative path; `livegraft` itself is `index.ts`. */
function importsOf(filename: string): Import[] {
  const text = readFileSync(path.join(root, filename), 'utf8');
  const statements = text.matchAll(/^(?:import|export)\s+([^;'"]*?)\s*\bfrom\s*['"](\.[^'"]+|livegraft)['"]/gm);
  const calls = text.matchAll(
    /\b(?:import|require|load)\(\s*['"](\.[^'"]+|livegraft)['"]|^import\s*['"](\.[^'"]+)['"]/gm,
  );
  return [
    ...[...statements].map(([, names, from]) => ({ filename: resolve(filename, from!), typeOnly: isTypeOnly(names!) })),
    ...[...calls].map(([, from, bare]) => ({ filename: resolve(filename, (from ?? bare)!), typeOnly: false })),
  ];
}

function resolve(filename: string, from: string): string {
  return from === 'livegraft' ? 'index.ts' : path.join(path.dirname(filename), from);
}

/** `type { A }`, `{ type A, type B }` */
function isTypeOnly(names: string): boolean {
  if (names.startsWith('type ')) return true;
  const named = names.match(/^\{([\s\S]*)\}$/)?.[1];
  return named?.split(',').every((name) => name.trim() === '' || name.trim().startsWith('type ')) ?? false;
}

/** The way from a file back to itself, if there is one. */
function circleFrom(start: string, graph: ReadonlyMap<string, readonly string[]>): string[] {
  const cameFrom = new Map<string, string>();
  const queue = [start];
  for (let filename = queue.shift(); filename !== undefined; filename = queue.shift()) {
    for (const imported of graph.get(filename) ?? []) {
      if (imported === start) return [[...wayTo(filename, start, cameFrom), start].join(' → ')];
      if (cameFrom.has(imported)) continue;
      cameFrom.set(imported, filename);
      queue.push(imported);
    }
  }
  return [];
}

function wayTo(filename: string, start: string, cameFrom: ReadonlyMap<string, string>): string[] {
  return filename === start ? [start] : [...wayTo(cameFrom.get(filename)!, start, cameFrom), filename];
}
