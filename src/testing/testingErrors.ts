import { LivegraftError } from '../errors.ts';
import type { Problem } from '../protocol.ts';
import { collapse, textOf } from './domQuery.ts';
import type { DomElement } from './domTree.ts';
import { openingTag } from './serializeHtml.ts';

/** What the server answered an event or a visit with. */
export class PageProblemError extends Error {
  override readonly name = 'PageProblemError';
  readonly problem: Problem;

  constructor(problem: Problem) {
    const { code, message } = problem;
    super(code && !message.startsWith(code) ? `${code}: ${message}` : message);
    this.problem = problem;
  }
}

/** `hint` says what there is instead. */
export function notFound(selector: string, hint: string): LivegraftError {
  return new LivegraftError({ code: 'LG8001', message: `No element of the page matches "${selector}".`, hint });
}

export function severalFound(selector: string, found: readonly DomElement[]): LivegraftError {
  return new LivegraftError({
    code: 'LG8002',
    message: `${found.length} elements of the page match "${selector}": ${describeAll(found)}.`,
    hint: 'Say more in the selector, such as its place ("li:nth-child(2) button") or text (\'button:contains("Done")\').',
  });
}

export function disabled(selector: string, element: DomElement): LivegraftError {
  return new LivegraftError({
    code: 'LG8003',
    message: `A person cannot use "${selector}", because it is disabled: ${describeElement(element)}.`,
  });
}

export function notBound(
  selector: string,
  element: DomElement,
  attribute: string,
  candidates: readonly DomElement[],
): LivegraftError {
  return new LivegraftError({
    code: 'LG8004',
    message: `"${selector}" does nothing: neither ${describeElement(element)} nor an element around it has "${attribute}".`,
    hint: describeCandidates(candidates, `"${attribute}"`),
  });
}

export function keyFiltered(selector: string, key: string, filter: string): LivegraftError {
  return new LivegraftError({
    code: 'LG8005',
    message: `The key "${key}" sends nothing from "${selector}": its "lg-key-filter" is "${filter}".`,
  });
}

export function noField(form: DomElement, name: string, fields: readonly string[]): LivegraftError {
  return new LivegraftError({
    code: 'LG8006',
    message: `${describeElement(form)} has no field "${name}" that a person could fill in.`,
    hint: fields.length > 0 ? `It has ${list(fields)}.` : 'It has no fields.',
  });
}

export function badValue(control: DomElement, value: unknown): LivegraftError {
  return new LivegraftError({
    code: 'LG8007',
    message: `${describeElement(control)} cannot hold ${JSON.stringify(value)}.`,
    hint: "A checkbox or radio button takes true or false, a select its options' values, other controls text.",
  });
}

export function noOption(control: DomElement, value: string, options: readonly string[]): LivegraftError {
  return new LivegraftError({
    code: 'LG8007',
    message: `${describeElement(control)} has no option ${JSON.stringify(value)} that can be chosen.`,
    hint: `It has ${list(options)}.`,
  });
}

export function wrongElement(selector: string, element: DomElement, wanted: string): LivegraftError {
  return new LivegraftError({
    code: 'LG8008',
    message: `"${selector}" is no ${wanted}: ${describeElement(element)}.`,
  });
}

export function noRoute(view: string, known: readonly string[]): LivegraftError {
  return new LivegraftError({
    code: 'LG8009',
    message: `The application has no page with the view ${view}.`,
    hint: known.length > 0 ? `Its pages show ${known.join(', ')}.` : 'It has no pages.',
  });
}

export function badParams(view: string, path: string, cause: unknown): LivegraftError {
  return new LivegraftError({
    code: 'LG8010',
    message: `The path "${path}" of ${view} cannot be made: ${(cause as Error).message}.`,
    hint: `Give mount() all of its parameters: { params: { … } }.`,
    cause,
  });
}

export function treesDiffer(page: string, server: string | null): LivegraftError {
  const shown = server ? `\n\nThe page:\n${page}\n\nThe server:\n${server}` : `\n\nThe page:\n${page}`;
  return new LivegraftError({
    code: 'LG8011',
    message: `The page is not what the server takes it for after the patches of a frame.${shown}`,
  });
}

export function connectionClosed(code: number, reason: string): LivegraftError {
  return new LivegraftError({
    code: 'LG8012',
    message: `The server has closed the page's connection with ${code}: ${reason}`,
  });
}

export function sessionLost(): LivegraftError {
  return new LivegraftError({
    code: 'LG8013',
    message: 'This was not answered before the session was gone, and a new one knows nothing of it.',
  });
}

export function noMessage(message: unknown): LivegraftError {
  return new LivegraftError({
    code: 'LG8014',
    message: `The server would take this for no message and close the connection: ${JSON.stringify(message)}.`,
  });
}

export function anotherView(mounted: string, shown: string): LivegraftError {
  return new LivegraftError({
    code: 'LG8015',
    message: `The page shows ${shown} now, so it has no context of ${mounted}.`,
    hint: `Mount ${shown} itself to read what its template is given.`,
  });
}

/** `<button lg-click="complete">Done</button>`, cut short. */
export function describeElement(element: DomElement): string {
  const text = shorten(collapse(textOf(element)), 30);
  return text === '' ? openingTag(element) : `${openingTag(element)}${text}</${element.name}>`;
}

export function pageSays(text: string): string {
  return `The page says: ${JSON.stringify(shorten(text, 200))}.`;
}

function shorten(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

const mostCandidates = 5;

/** What a selector might have meant. */
export function describeCandidates(candidates: readonly DomElement[], what: string): string {
  if (candidates.length === 0) return `The page has no element with ${what}.`;
  return `These have ${what}: ${describeAll(candidates)}.`;
}

function describeAll(elements: readonly DomElement[]): string {
  const shown = elements.slice(0, mostCandidates).map(describeElement);
  const left = elements.length - shown.length;
  return left > 0 ? `${shown.join(', ')} and ${left} more` : shown.join(', ');
}

function list(names: readonly string[]): string {
  return names.map((name) => JSON.stringify(name)).join(', ');
}
