import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { transformSync } from 'esbuild';
import ts from 'typescript';
import type { collectPaths } from '../../src/template/collectPaths.ts';

/** The analysis with one case of one switch taken out: its body does nothing, or returns nothing. */
export interface Mutant {
  /** Such as `readExpression.ts #filtered 'groups'`. */
  readonly name: string;
  /** The switch's function, and the label of the case. */
  readonly method: string;
  readonly label: string;
  load(): Promise<typeof collectPaths>;
}

const folder = path.resolve(import.meta.dirname, '../../src/template');
const sources = ['readExpression.ts', 'collectPaths.ts'] as const;

/** One mutant for each label of each switch over a `typename` or over what a filter reads. */
export function mutantsOfAnalysis(): Mutant[] {
  return sources.flatMap((filename) => {
    const text = readFileSync(path.join(folder, filename), 'utf8');
    const tree = ts.createSourceFile(filename, text, ts.ScriptTarget.Latest, true);
    return casesIn(tree).map(({ method, label, clause }) => ({
      name: `${filename} ${method} '${label}'`,
      ...{ method, label },
      load: () => loadAnalysis({ [filename]: withoutCase(text, clause) }),
    }));
  });
}

interface Case {
  readonly method: string;
  readonly label: string;
  readonly clause: ts.CaseClause;
}

function casesIn(node: ts.Node, method = ''): Case[] {
  const inner = ts.isMethodDeclaration(node) ? node.name.getText() : method;
  const here = ts.isCaseClause(node) && ts.isStringLiteral(node.expression);
  const own = here
    ? [{ method, label: (node.expression as ts.StringLiteral).text, clause: node as ts.CaseClause }]
    : [];
  return [...own, ...node.getChildren().flatMap((child) => casesIn(child, inner))];
}

/**
 * The label moves to a case of its own in front of all others:
 *
 *     switch (x) { case 'a': case 'b': f(); }  →  switch (x) { case 'b': return nothing; case 'a': f(); }
 */
function withoutCase(text: string, clause: ts.CaseClause): string {
  const start = clause.parent.getStart() + 1;
  const label = `case ${clause.expression.getText()}:`;
  const end = clause.getStart() + label.length;
  const gone = `${label} return typeof nothing === 'undefined' ? undefined : nothing;`;
  return `${text.slice(0, start)}${gone}${text.slice(start, clause.getStart())}case Symbol():${text.slice(end)}`;
}

/** The analysis made of other texts than the files have; everything that these import is shared. */
export async function loadAnalysis(texts: Readonly<Record<string, string>> = {}): Promise<typeof collectPaths> {
  const loaded = new Map<string, unknown>();
  for (const filename of sources) {
    const text = texts[filename] ?? readFileSync(path.join(folder, filename), 'utf8');
    const { code } = transformSync(text, { loader: 'ts', format: 'cjs', target: 'es2022' });
    for (const [, name] of code.matchAll(/require\("(.*?)"\)/g)) {
      if (!loaded.has(name!)) loaded.set(name!, await shared(name!));
    }
    const module = { exports: {} };
    new Function('require', 'module', 'exports', code)((name: string) => loaded.get(name), module, module.exports);
    loaded.set(`./${filename}`, module.exports);
  }
  return (loaded.get('./collectPaths.ts') as { collectPaths: typeof collectPaths }).collectPaths;
}

function shared(name: string): Promise<unknown> {
  if (!name.startsWith('.')) return import(createRequire(import.meta.url).resolve(name));
  return import(/* @vite-ignore */ path.resolve(folder, name));
}
