import { didYouMean, LivegraftError, type TemplateLocation } from '../errors.ts';
import { testDeclarations } from './filterDeclarations.ts';
import type { Meaning } from './meaning.ts';

// What may be wrong with a template, whatever its data are. One function for each; each says what to write instead.

export function unknownFilter(name: string, filters: Iterable<string>, location: TemplateLocation): LivegraftError {
  const known = [...filters];
  return new LivegraftError({
    code: 'LG1004',
    message: `There is no filter "${name}".`,
    hint: didYouMean(name, known) ?? `Livegraft knows ${known.sort().join(', ')}.`,
    location,
  });
}

export function unsupported(what: string, location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG1002',
    message: `Livegraft does not support ${what}: all data is loaded before a page renders, so nothing in it waits.`,
    hint: 'Use for and if.',
    location,
  });
}

export function unknownTemplate(location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG1003',
    message: 'The name of this template is only known when the page renders, so the fields it reads cannot be loaded.',
    hint: 'Write it as a string, or choose between strings with an inline if.',
    location,
  });
}

export function listOfTemplates(location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG1019',
    message: 'nunjucks takes the name of one template here, no list of names.',
    hint: 'Choose with an inline if, or write several tags with "ignore missing".',
    location,
  });
}

export function readsItself(
  name: string,
  reading: readonly string[],
  location: TemplateLocation | undefined,
): LivegraftError {
  return new LivegraftError({
    code: 'LG1005',
    message: `The template "${name}" reads itself: ${[...reading, name].join(' → ')}.`,
    hint: 'A macro can call itself.',
    location,
  });
}

export function twoBlocks(name: string, location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG1001',
    message: `The template does not parse: the block "${name}" is defined more than once.`,
    location,
  });
}

export function notExported(name: string, { made }: Meaning, location: TemplateLocation): LivegraftError {
  const known = [...made!.members.keys()];
  return new LivegraftError({
    code: 'LG1015',
    message: `The imported template does not define "${name}".`,
    hint: known.length > 0 ? `It defines ${known.join(', ')}.` : 'It defines nothing that an import can name.',
    location,
  });
}

export function unknownParameter(name: string, known: readonly string[], location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG1018',
    message: `The macro has no parameter "${name}".`,
    hint: didYouMean(name, known) ?? (known.length > 0 ? `It has ${known.join(', ')}.` : 'It has none.'),
    location,
  });
}

export function noContext(name: string, location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG1016',
    message: `"${name}" is never set here: an imported template does not see the data of the page.`,
    hint: 'Hand it to the macro as an argument, or import "with context".',
    location,
  });
}

export function noSuper(name: string, location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG1017',
    message: name
      ? `There is nothing above the block "${name}" that super() could show.`
      : 'super() stands outside of a block.',
    hint: 'Use it in a block that a layout defines too.',
    location,
  });
}

export function unknownTest(name: string, location: TemplateLocation): LivegraftError {
  const known = [...testDeclarations.keys()];
  return new LivegraftError({
    code: 'LG1013',
    message: `There is no test "${name}".`,
    hint: didYouMean(name, known) ?? `nunjucks knows ${known.sort().join(', ')}.`,
    location,
  });
}

export function changes(name: string, location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG1014',
    message: `"${name}" changes what it is called on, which a template must not do.`,
    hint: 'Make the list in the view, or use a filter such as sort, reverse or batch.',
    location,
  });
}

export function unknownAttribute(location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG1003',
    message:
      'The attribute of this filter is only known when the page renders, so the fields it reads cannot be loaded.',
    hint: 'Write it as a string.',
    location,
  });
}

export function wrapsItself(location: TemplateLocation): LivegraftError {
  return new LivegraftError({
    code: 'LG1003',
    message: 'How deep this goes is only known when the page renders: it holds what an earlier turn of a loop made.',
    hint: 'Make it in the view.',
    location,
  });
}

/** An error of a template, at the tag that names it. */
export function placed(error: LivegraftError, location: TemplateLocation | undefined): LivegraftError {
  if (error.location || !location) return error;
  return new LivegraftError({ code: error.code, message: error.reason, location, cause: error });
}
