import type { Finding } from '../analyze/finding.ts';

/** Whether a stream shows colours: a terminal does, unless NO_COLOR is set (https://no-color.org). */
export function showsColours({ isTTY }: { readonly isTTY?: boolean }): boolean {
  return isTTY === true && !process.env.NO_COLOR;
}

/**
 * A finding as compilers say it:
 *
 *     error LG1006: Cannot read "titel" on type "MaintenanceRequest". Did you mean "title"?
 *
 *     views/list.njk:6:19
 *     5 |   <tr lg-key="{{ request.id }}">
 *     6 |     <td>{{ request.titel }}</td>
 *       |                    ^^^^^
 */
export function findingText({ severity, code, message, hint, frame }: Finding, coloured: boolean): string {
  const colour = severity === 'error' ? red : yellow;
  const paint = (style: string, text: string) => (coloured ? `\x1b[${style}m${text}\x1b[0m` : text);
  const sentence = `${paint(colour, `${severity} ${code}`)}${paint(bold, `: ${message}`)}${hint ? ` ${hint}` : ''}`;
  if (!frame) return sentence;
  const [place = '', ...lines] = frame.split('\n');
  const underline = lines.pop()!.replace(/\^+/, (marks) => paint(colour, marks));
  return [sentence, '', paint(cyan, place), ...lines, underline].join('\n');
}

const [bold, red, yellow, cyan] = ['1', '1;31', '1;33', '36'] as const;

/** By file and place; what has no place goes first. */
export function inOrder<F extends Finding>(findings: readonly F[]): F[] {
  return findings.toSorted((a, b) => {
    return compare(a.file ?? '', b.file ?? '') || (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
  });
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
