import { describeState, type HtmlState, isUrlAttribute, isUrlListAttribute } from './htmlTokenizer.ts';
import { isJson, isNumber, isUrlPart, printsOnly } from './printedText.ts';
import { urlStart } from './safeUrl.ts';
import { isCode } from './scriptText.ts';
import type { ExpressionNode } from './templateNodes.ts';

/** Where a finding points: a node, and of a template's data a character. */
export interface Place {
  readonly node: { readonly lineno: number; readonly colno: number; readonly value?: unknown };
  readonly index: number;
}

export interface Finding {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  readonly place: Place;
}

/** What writes something that is only known when the page renders; an `include` or a block has no expression. */
export interface Print {
  readonly subject: string;
  readonly place: Place;
  readonly expression?: ExpressionNode;
  readonly isMacro?: boolean;
}

export type State = HtmlState<Place, Print>;

/** Whether this is in a value that has quotes. */
export function isQuoted({ at }: State): boolean {
  return at === 'double-quoted' || at === 'single-quoted';
}

/** Why something must not be printed at a place, if so. */
export function refusal(state: State, print: Print): Finding | undefined {
  switch (state.at) {
    case 'text':
      return undefined;
    case 'rcdata':
      return state.tail.startsWith('<') ? inTagName(print) : undefined;
    case 'raw text':
      return refusalInElement(state, print);
    case 'plaintext':
      return inRawText(print, state);
    case 'tag open':
    case 'end tag open':
    case 'tag name':
      return inTagName(print);
    case 'before attribute name':
    case 'attribute name':
    case 'after attribute name':
    case 'between names':
    case 'self-closing':
      return inTag(print);
    case 'markup declaration':
    case 'comment':
    case 'bogus comment':
    case 'doctype':
      return inComment(print, state);
    case 'before attribute value':
    case 'unquoted':
      return refusalInAttribute(state, print) ?? inUnquoted(print, state);
    case 'double-quoted':
    case 'single-quoted':
      return refusalInAttribute(state, print);
    default:
      return state.at satisfies never;
  }
}

function refusalInElement(state: State, print: Print): Finding | undefined {
  const { expression } = print;
  if (state.element === 'style')
    return expression && printsOnly(expression, isNumber) ? undefined : inStyle(print, state);
  if (state.element !== 'script') return inRawText(print, state);
  if (!expression || !printsOnly(expression, isJson)) return inScript(print);
  return isCode(state.script) && !state.tail.startsWith('<') ? undefined : inScriptString(print);
}

function refusalInAttribute(state: State, print: Print): Finding | undefined {
  const { attribute, element } = state;
  const { expression } = print;
  if (attribute === '') return inUnknownAttribute(print);
  if (attribute.startsWith('on')) return inEventHandler(print, state);
  if (attribute === 'style') return expression && printsOnly(expression, isNumber) ? undefined : inStyle(print, state);
  if (attribute === 'srcdoc') return inSrcdoc(print);
  if (isUrlListAttribute(state))
    return expression && printsOnly(expression, isUrlPart) ? undefined : inUrlList(print, state);
  if (element === 'base' && attribute === 'href') return inBase(print);
  if (element === 'meta' && attribute === 'http-equiv') return inRefresh(print);
  return isUrlAttribute(state) ? refusalInUrl(state, print) : undefined;
}

function refusalInUrl(state: State, print: Print): Finding | undefined {
  const { expression } = print;
  const start = urlStart(state.value, true);
  switch (start.kind) {
    case 'relative':
      return undefined;
    case 'scheme':
      return inScriptUrl(print, start.scheme);
    case 'empty':
      return expression && !print.isMacro ? undefined : atStartOfUrl(print, state);
    case 'open':
      return expression && printsOnly(expression, isUrlPart) ? undefined : inScheme(print, state);
    case 'unclear':
      return inScheme(print, state);
    default:
      return start satisfies never;
  }
}

function inUnquoted({ subject, place }: Print, { attribute }: State): Finding {
  return {
    code: 'LG1030',
    message: `${subject} stands in the value of "${attribute}" without quotes, which a space in it would end.`,
    hint: `Write ${attribute}="{{ … }}".`,
    place,
  };
}

function inTag({ subject, place }: Print): Finding {
  return {
    code: 'LG1031',
    message: `${subject} stands where a tag names its attributes, so it could add any of them, such as onclick.`,
    hint: 'Write the name of the attribute and quotes around its value; an {% if %} may stand around both.',
    place,
  };
}

function inUnknownAttribute({ subject, place }: Print): Finding {
  return {
    code: 'LG1031',
    message: `${subject} stands in the value of an attribute whose name is only known when the page renders.`,
    hint: 'Write the name of the attribute, or an {% if %} around each of them with its value.',
    place,
  };
}

function inTagName({ subject, place }: Print): Finding {
  return {
    code: 'LG1032',
    message: `${subject} stands where a tag is named, so it could make any element, such as script.`,
    hint: 'Write each tag and choose one with {% if %}; write &lt; for a "<" that is text.',
    place,
  };
}

function inComment({ subject, place }: Print, state: State): Finding {
  return {
    code: 'LG1033',
    message: `${subject} stands in ${describeState(state)}, where escaping means nothing.`,
    hint: 'Print it in an element, or remove it: {# … #} is a comment that no browser is sent.',
    place,
  };
}

function inEventHandler({ subject, place }: Print, { attribute }: State): Finding {
  return {
    code: 'LG1034',
    message: `${subject} stands in "${attribute}", which a browser runs as a script.`,
    hint: 'Use lg-click and its kind with lg-value-… attributes, or a data-… attribute that a script reads.',
    place,
  };
}

function inStyle({ subject, place }: Print, state: State): Finding {
  return {
    code: 'LG1035',
    message: `${subject} stands in ${describeState(state)}, where text could add any rule.`,
    hint: 'Print a number, as in {{ width | float }}, or choose a class.',
    place,
  };
}

function inSrcdoc({ subject, place }: Print): Finding {
  return {
    code: 'LG1036',
    message: `${subject} stands in "srcdoc", which is a page of its own: what is escaped for a value is markup there.`,
    hint: 'Serve that page from an address of its own and give it as src.',
    place,
  };
}

function inUrlList({ subject, place }: Print, { attribute }: State): Finding {
  return {
    code: 'LG1037',
    message: `${subject} stands in "${attribute}", which is a list: a comma, semicolon or space in it could add a URL.`,
    hint: 'Print a part of a URL only, as in {{ name | urlencode }} or {{ width | int }}.',
    place,
  };
}

function inScript({ subject, place }: Print): Finding {
  return {
    code: 'LG1038',
    message: `${subject} stands in a script, where text is code.`,
    hint: 'Write {{ … | tojson }} without quotes around it, or a data-… attribute that the script reads.',
    place,
  };
}

function inScriptString({ place }: Print): Finding {
  return {
    code: 'LG1039',
    message:
      'This tojson stands in a string, a template literal, a regular expression or a comment, which it could end.',
    hint: 'Let it stand alone, without quotes: tojson writes its own.',
    place,
  };
}

function inRawText({ subject, place }: Print, { element }: State): Finding {
  return {
    code: 'LG1040',
    message: `${subject} stands in <${element}>, where a browser shows "&lt;" and its kind as they are written.`,
    hint: 'Print it in another element, such as <pre>.',
    place,
  };
}

export function inScheme({ subject, place }: Print, { attribute }: State): Finding {
  return {
    code: 'LG1041',
    message: `${subject} could make a scheme of "${attribute}", such as javascript:, with what stands beside it.`,
    hint: 'Print the whole URL at once, as in {{ a ~ b }}, or begin it with "/", "./", "?", "#" or its scheme.',
    place,
  };
}

function inScriptUrl({ subject, place }: Print, scheme: string): Finding {
  return {
    code: 'LG1042',
    message: `${subject} stands in a ${scheme}: URL, where text is code or a document.`,
    hint: 'Let the URL lead to an address; for an action use lg-click with lg-value-… attributes.',
    place,
  };
}

function atStartOfUrl({ subject, place }: Print, { attribute }: State): Finding {
  return {
    code: 'LG1043',
    message: `${subject} begins the URL of "${attribute}", so that its scheme cannot be checked.`,
    hint: `Print the URL where the attribute is, as in ${attribute}="{{ url }}".`,
    place,
  };
}

export function inRefresh({ subject, place }: Print): Finding {
  return {
    code: 'LG1044',
    message: `${subject} stands in a meta element with http-equiv, which could send the browser to any address.`,
    hint: 'Answer with a redirect instead.',
    place,
  };
}

function inBase({ subject, place }: Print): Finding {
  return {
    code: 'LG1045',
    message: `${subject} stands in the href of <base>, which every relative URL of the page begins with.`,
    hint: 'Write the address in the template, or begin the URLs themselves with it.',
    place,
  };
}

export function notClosed(start: State, end: State, name: string, place: Place): Finding {
  const isOpen = start.at === 'text';
  return {
    code: 'LG1046',
    message: isOpen
      ? `${capitalize(describeState(end))} is still open where ${name} ends.`
      : `${capitalize(name)} begins in ${describeState(start)} and ends in ${describeState(end)}.`,
    hint: isOpen ? 'Close it there.' : 'Let it end where it begins.',
    place: (isOpen && (isInValue(end) ? end.valuePlace : end.tagPlace)) || place,
  };
}

export function waysDiffer(tag: string, a: State, b: State, place: Place): Finding {
  return {
    code: 'LG1047',
    message: `One way through this ${tag} ends in ${describeState(a)}, another in ${describeState(b)}.`,
    hint: 'Let each way open and close the same tags, quotes and comments.',
    place,
  };
}

export function selfClosingText(element: string, place: Place): Finding {
  return {
    code: 'LG1048',
    message: `<${element}/> does not close itself: in HTML, what follows is its text.`,
    hint: `Write <${element}></${element}>.`,
    place,
  };
}

export function runsTogether(char: string, place: Place): Finding {
  return {
    code: 'LG1049',
    message: `Where "${char}" stands, a name or a value may still be open, depending on a condition.`,
    hint: 'Put a space before it.',
    place,
  };
}

function isInValue({ at }: State): boolean {
  return ['before attribute value', 'double-quoted', 'single-quoted', 'unquoted'].includes(at);
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
