import path from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AppCopy, copyApp } from '../appCopy.ts';
import { repository, runToEnd } from '../runningApp.ts';
import { type Column, columns } from './renamedColumnUses.ts';

/** A line of a file of the copy: `views/rentals/login.ts:27`. */
type Place = string;

let copy: AppCopy;
let program: ts.Program | undefined;
const texts = new Map<string, ts.SourceFile>();

beforeAll(() => {
  copy = copyApp();
});
afterAll(() => copy?.remove());

describe('a column that gets another name in its model alone', () => {
  it('is found by the compiler and by livegraft check nowhere before', async () => {
    expect(compilerPlaces()).toEqual([]);
    expect(await checkPlaces()).toEqual([]);
  });

  it.each(columns.map((column) => [`${column.model}.${column.name}`, column] as const))(
    '%s is named at every place that uses it and at no other',
    async (_, column) => {
      const kept = copy.read(column.file);
      rename(column);
      try {
        const used = linesOf(column.uses);
        const named = [...new Set([...compilerPlaces(), ...(await checkPlaces())])];
        expect({
          missing: used.filter((place) => !named.includes(place)),
          surplus: named.filter((place) => !used.includes(place)),
        }).toEqual({ missing: [], surplus: [] });
      } finally {
        copy.write(column.file, kept);
      }
    },
  );
});

/** As a person does it who reads the model's file from the top: the declaration, and the key in `init`, which keeps the column. */
function rename({ file, name }: Column): void {
  const column = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  copy.edit(file, `  declare ${name}: `, `  declare ${name}Renamed: `);
  copy.edit(file, `\n    ${name}: { type`, `\n    ${name}Renamed: { field: '${column}', type`);
}

/** The lines that have a text, of which each file must have one at least. */
function linesOf(texts: Column['uses']): Place[] {
  const places = texts.flatMap(([file, text]) => {
    const lines = copy.read(file).split('\n');
    const found = lines.flatMap((line, index) => (line.includes(text) ? [`${file}:${index + 1}`] : []));
    if (found.length === 0) throw new Error(`${file} does not have: ${text}`);
    return found;
  });
  return [...new Set(places)].sort();
}

/** Where tsc finds an error, with the options of this repository. */
function compilerPlaces(): Place[] {
  const { config } = ts.readConfigFile(path.join(repository, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, repository);
  const filenames = ts.sys.readDirectory(copy.folder, ['.ts']);
  program = ts.createProgram({
    rootNames: filenames,
    options,
    host: hostFor(options),
    ...(program && { oldProgram: program }),
  });
  const errors = filenames.flatMap((filename) => program!.getSemanticDiagnostics(program!.getSourceFile(filename)));
  return placesOf(
    errors.map(({ file, start }) => [file!.fileName, file!.getLineAndCharacterOfPosition(start!).line + 1]),
  );
}

/** Files that have not changed are parsed once. */
function hostFor(options: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  const { getSourceFile } = host;
  host.getSourceFile = (name, ...rest) => {
    const text = name.startsWith(copy.folder) ? host.readFile(name) : undefined;
    const known = texts.get(name);
    if (known && (text === undefined || known.text === text)) return known;
    const file = getSourceFile(name, ...rest);
    if (file) texts.set(name, file);
    return file;
  };
  return host;
}

/** Where `livegraft check` finds an error; each finding must have a place. */
async function checkPlaces(): Promise<Place[]> {
  const { output } = await runToEnd(['check', '--json', '--app', copy.folder]);
  const { findings } = JSON.parse(output) as { findings: { file: string; line: number; severity: string }[] };
  const errors = findings.filter(({ severity }) => severity === 'error');
  expect(errors.filter(({ file }) => file === null)).toEqual([]);
  return placesOf(errors.map(({ file, line }) => [path.resolve(file), line]));
}

function placesOf(found: readonly (readonly [string, number])[]): Place[] {
  return [...new Set(found.map(([name, line]) => `${path.relative(copy.folder, name)}:${line}`))].sort();
}
