/** One case of a `.dat` file: HTML and the tree that a browser builds from it. */
export interface TreeConstructionCase {
  readonly html: string;
  /** The element that the HTML is a fragment for, such as `div` or `svg path`. */
  readonly fragmentContext: string | undefined;
  /** With scripting, without, or both where the case does not say. */
  readonly scripting: readonly boolean[];
  /** One node a line, without a line break at the end. */
  readonly tree: string;
}

/**
 * Reads a file of html5lib's tree construction tests:
 *
 *     #data
 *     <p>One
 *     #errors
 *     (1,3): expected-doctype-but-got-start-tag
 *     #document-fragment      (optional)
 *     div
 *     #script-on              (optional, or #script-off)
 *     #document
 *     | <p>
 *     |   "One"
 */
export function readTreeConstructionCases(text: string): TreeConstructionCase[] {
  return `\n\n${text.replace(/\n+$/, '')}`
    .split('\n\n#data\n')
    .slice(1)
    .map((section) => readCase(section));
}

/** The HTML reaches up to the first heading, the tree from `#document` to the end; both may hold blank lines. */
function readCase(section: string): TreeConstructionCase {
  const [html, rest] = cut(`\n${section}`, '\n#errors\n');
  const [headings, tree] = cut(`\n${rest}\n`, '\n#document\n');
  const lines = headings.split('\n');
  return {
    html: html.slice(1),
    fragmentContext: lines.includes('#document-fragment') ? lines[lines.indexOf('#document-fragment') + 1] : undefined,
    scripting: readScripting(lines),
    tree: tree.slice(0, -1),
  };
}

function readScripting(lines: readonly string[]): readonly boolean[] {
  if (lines.includes('#script-on')) return [true];
  if (lines.includes('#script-off')) return [false];
  return [true, false];
}

function cut(text: string, heading: string): [before: string, after: string] {
  const at = text.indexOf(heading);
  if (at < 0) throw new Error(`A case must have the heading ${heading.trim()}, but got:\n${text}`);
  return [text.slice(0, at), text.slice(at + heading.length)];
}
