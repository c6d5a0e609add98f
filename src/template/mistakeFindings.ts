import { didYouMean, LivegraftError, type TemplateLocation } from '../errors.ts';
import type { BlockNode, ListNode, MacroNode } from './templateNodes.ts';

// What nunjucks does otherwise than it reads. One function for each; each says what to write instead.

/** What `loop` has, in the order of nunjucks' documentation. */
export const loopMembers: readonly string[] = ['index', 'index0', 'revindex', 'revindex0', 'first', 'last', 'length'];

/** The arguments of nunjucks' functions, in their order. */
const signatures: ReadonlyMap<string, string> = new Map([
  ['cycler', '…values'],
  ['joiner', 'separator'],
  ['range', 'start, stop, step'],
]);

export function forIf(location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG1050',
    message: 'This "if" does not filter the list: it asks once whether to loop at all.',
    hint: 'Put {% if %} inside the loop, or filter the list with selectattr.',
    location,
  });
}

export function notAName(name: string, location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG1051',
    message: `nunjucks reads "${name}" as one name, which nothing has.`,
    hint: insteadOf(name),
    location,
  });
}

function insteadOf(name: string): string {
  if (name.includes('??')) return 'Write "a or b", or a filter: a | default(b).';
  if (name.includes('?')) return 'A member of nothing is nothing: leave the "?" out.';
  if (name.includes('&&')) return 'Write "and".';
  if (name.includes('`')) return 'Write text in quotes, and join it with "~".';
  if (/^\d/.test(name)) return 'Write a number in decimal digits.';
  return 'A name is made of letters, digits, "_" and "$".';
}

export function foreignName(name: string, known: string, location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG1052',
    message: `nunjucks has no "${name}", so it is nothing.`,
    hint: `Write ${known}.`,
    location,
  });
}

export function keywordArgument(
  what: 'filter' | 'function',
  name: string,
  keyword: string,
  known: readonly string[],
  location: TemplateLocation,
): LivegraftError {
  const signature = signatures.get(name);
  return new LivegraftError({
    code: 'LG1053',
    message: `The ${what} "${name}" takes no argument by the name "${keyword}".`,
    hint: signature
      ? `Write the values without names, in their order: ${name}(${signature}).`
      : [didYouMean(keyword, known), knownNames(known)].filter(Boolean).join(' '),
    location,
  });
}

function knownNames(known: readonly string[]): string {
  return known.length > 0 ? `It knows ${known.join(', ')}.` : 'It takes none by name.';
}

export function dottedAttribute(filter: string, attribute: string, location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG1054',
    message: `The filter "${filter}" takes the name of one member, but got "${attribute}", which no item has.`,
    hint: `Write map("${attribute}") before it, or put {% if %} inside a loop.`,
    location,
  });
}

export function tooManyArguments(
  filter: string,
  most: number,
  given: number,
  location: TemplateLocation,
): LivegraftError {
  const isTest = filter === 'selectattr' || filter === 'rejectattr';
  return new LivegraftError({
    code: 'LG1055',
    message: `The filter "${filter}" takes ${most} argument${most === 1 ? '' : 's'} by place, but got ${given}.`,
    hint: isTest
      ? 'It only asks whether a member is truthy: put {% if %} with the comparison inside the loop.'
      : 'Leave out this one and what follows.',
    location,
  });
}

export function sortsReversed(attribute: string, location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG1055',
    message: `The first argument of "sort" is whether to reverse, which "${attribute}" says yes to.`,
    hint: `Write sort(attribute="${attribute}").`,
    location,
  });
}

export function negativeIndex(location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG1056',
    message: 'Lists and texts have no item at a negative index, so this is nothing.',
    hint: 'Write (list | last), or list[list.length - 2].',
    location,
  });
}

export function lostSet(name: string, location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG1057',
    message: `The name "${name}" is set inside this loop only, and is gone after it.`,
    hint: 'Set it before the loop, too: then the loop changes that one.',
    location,
  });
}

export function unseenInMacro(name: string, macro: MacroNode, location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG1058',
    message: `The macro "${macro.name.value}" does not see "${name}", which is set around it.`,
    hint:
      name === macro.name.value
        ? 'Move the macro out of the loop.'
        : `Make it a parameter: {% macro ${macro.name.value}(${name}) %}.`,
    location,
  });
}

export function escapedSet(name: string, location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG1059',
    message: `The markup in {% set ${name} %} is escaped here: the page shows its tags as text.`,
    hint: `Write {{ ${name} | safe }}; what is printed inside the {% set %} is escaped already.`,
    location,
  });
}

export function escapedFilter(filter: string, location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG1059',
    message: `The markup in {% filter ${filter} %} is escaped: the page shows its tags as text.`,
    hint: `Filter the values instead, or write {% set text %}…{% endset %}{{ text | ${filter} | safe }}.`,
    location,
  });
}

export function loopMember(member: string, location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG1060',
    message: `"loop" has no member "${member}".`,
    hint: insteadOfLoop(member),
    location,
  });
}

function insteadOfLoop(member: string): string {
  if (member === 'cycle')
    return 'Set a cycler before the loop, {% set row = cycler("odd", "even") %}, and call row.next().';
  if (member.startsWith('parent')) return 'Set a name before the inner loop: {% set outer = loop %}.';
  return `It has ${loopMembers.slice(0, -1).join(', ')} and ${loopMembers.at(-1)}.`;
}

export function droppedOutput(location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG1061',
    message: 'This is not shown: of a template that extends another, only blocks are.',
    hint: 'Move it into a block.',
    location,
  });
}

export function blockAnyway({ name }: BlockNode, tag: 'for' | 'if', location: TemplateLocation): LivegraftError {
  const shown = tag === 'for' ? 'once, without the loop' : 'whatever the condition';
  return new LivegraftError({
    code: 'LG1062',
    message: `The block "${name.value}" is shown ${shown}: in a template that extends another, only blocks count.`,
    hint: `Put {% ${tag} %} inside the block.`,
    location,
  });
}

export function blockInMacro({ name }: BlockNode, location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG1062',
    message: `The block "${name.value}" shows "undefined": it stands in a macro of a template that extends another.`,
    hint: 'Leave the block out, or move the macro to a template of its own.',
    location,
  });
}

export function uncompilable(tag: string, place: string, location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG1062',
    message: `nunjucks cannot compile {% ${tag} %} directly in ${place}.`,
    hint: tag === 'include' ? 'Put {% if true %} around it.' : `Move the {% ${tag} %} out of it.`,
    location,
  });
}

export function callerOutside(location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG1063',
    message: 'caller() is what a {% call %} hands to a macro, but this stands outside a macro.',
    hint: 'Move it into the macro that is called.',
    location,
  });
}

export function unpacked(location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG1064',
    message: 'Each of these names is set to the whole list.',
    hint: 'Write one {% set %} for each.',
    location,
  });
}

export function setMember(member: string, location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG1064',
    message: `{% set %} takes a name, and cannot change a member such as "${member}".`,
    hint: 'Set a name of its own: one that is set before a loop keeps what the loop sets.',
    location,
  });
}

export function comparedCollection(node: ListNode, operator: string, location: TemplateLocation): LivegraftError {
  const what = node.typename === 'Array' ? 'list' : 'dict';
  return new LivegraftError({
    code: 'LG1065',
    message: `A ${what} is equal to no other, so this is always ${operator.startsWith('!')}.`,
    hint:
      node.children.length === 0
        ? 'Ask for its length: {% if list | length == 0 %}.'
        : 'Compare what it holds, or ask for one of several values with "in".',
    location,
  });
}

export function tuple(location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG1066',
    message: 'Values in parentheses are no list: only the last one counts.',
    hint: 'Write square brackets.',
    location,
  });
}

export function notFirst(operator: string, location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG1067',
    message: `The "not" is done before the "${operator}", which then gets true or false.`,
    hint: operator.includes('=')
      ? 'Write "not (a == b)", or "a != b".'
      : `Put what "${operator}" is to compute in parentheses.`,
    location,
  });
}

export function chainedComparison(location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG1067',
    message: 'The second comparison is with the answer of this first one, true or false.',
    hint: 'Write "a < b and b < c".',
    location,
  });
}

export function alwaysTrue(value: string | number, location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG1068',
    message: `${JSON.stringify(value)} is always true, and so is this condition.`,
    hint: 'Repeat the comparison after "or", or write: x in ["a", "b"].',
    location,
  });
}

export function emptyList(list: string, location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG1069',
    message: `An empty list is true, so this does not ask whether "${list}" holds anything.`,
    hint: `Write ${list} | length.`,
    location,
  });
}
