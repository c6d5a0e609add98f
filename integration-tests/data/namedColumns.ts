/** What a statement names: columns as `[alias, column]`, and its tables by their aliases. */
export interface NamedColumns {
  readonly tables: ReadonlyMap<string, string>;
  /** What it gives: the columns of its select list, without those of subqueries in it. */
  readonly selected: readonly (readonly [alias: string, column: string])[];
  readonly named: readonly (readonly [alias: string, column: string])[];
  /** Names of which it is not clear whose they are. */
  readonly unclear: readonly string[];
}

const identifier = /"((?:[^"]|"")*)"(?:\."((?:[^"]|"")*)"|(\.\*))?/g;

/** Reads a SELECT by its quoted names: `FROM "s"."Orders" AS "Order"`, `"Order"."id"`. */
export function namedColumns(text: string): NamedColumns {
  const sql = text.replace(/'(?:[^']|'')*'/g, "''");
  const lists = selectList(sql);
  const tables = new Map<string, string>();
  const selected: [string, string][] = [];
  const named: [string, string][] = [];
  const unclear: string[] = [];
  for (const { 0: whole, 1: first, 2: second, 3: star, index } of sql.matchAll(identifier)) {
    const before = sql.slice(0, index);
    if (/(?:FROM|JOIN) $/.test(before)) {
      const [, alias] = /^ AS "((?:[^"]|"")*)"/.exec(sql.slice(index + whole.length)) ?? [];
      tables.set(alias!, (second ?? first)!);
    } else if (isKeyOfOwner(whole, before)) {
      // a list with a limit for each of its owners: `unnest($1) AS "owner"("key")`
    } else if (second !== undefined) {
      named.push([first!, second]);
      if (index >= lists.start && index < lists.end && depthOf(sql.slice(lists.start, index)) === 0) {
        selected.push([first!, second]);
      }
    } else if (!before.endsWith(' AS ') && !(star && first === 'each')) {
      unclear.push(whole);
    }
  }
  return { tables, selected, named, unclear };
}

function isKeyOfOwner(whole: string, before: string): boolean {
  return /^"owner(?: \d+)?"\."key"$/.test(whole) || (whole === '"key"' && / AS "owner(?: \d+)?"\($/.test(before));
}

/** Where the list of columns stands that the statement gives. */
function selectList(sql: string): { readonly start: number; readonly end: number } {
  const lateral = sql.startsWith('SELECT "each".*') ? sql.indexOf('LATERAL (') + 'LATERAL ('.length : 0;
  const start = lateral + 'SELECT '.length;
  for (const { index } of sql.slice(start).matchAll(/ FROM /g)) {
    if (depthOf(sql.slice(start, start + index)) === 0) return { start, end: start + index };
  }
  return { start, end: sql.length };
}

function depthOf(sql: string): number {
  return (sql.match(/\(/g)?.length ?? 0) - (sql.match(/\)/g)?.length ?? 0);
}
