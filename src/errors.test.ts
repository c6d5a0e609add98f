import { describe, expect, it } from 'vitest';
import { codeFrame, didYouMean, LivegraftError, toError } from './errors.ts';

const location = {
  filename: 'views/list.njk',
  source: '<ul>\n<li>{{ r.titel }}</li>\n</ul>',
  line: 2,
  column: 10,
  length: 5,
};

describe('a LivegraftError', () => {
  it('says what, what next and where', () => {
    const error = new LivegraftError({
      code: 'LG1006',
      message: 'Cannot read "titel".',
      hint: 'Did you mean "title"?',
      location,
    });
    expect(error).toBeInstanceOf(Error);
    expect({ ...error, name: error.name, cause: error.cause }).toEqual({
      name: 'LivegraftError',
      code: 'LG1006',
      sentence: 'Cannot read "titel".',
      hint: 'Did you mean "title"?',
      reason: 'Cannot read "titel". Did you mean "title"?',
      location,
      status: 500,
      cause: undefined,
    });
    expect(error.message).toBe(
      [
        'LG1006: Cannot read "titel". Did you mean "title"?',
        '',
        'views/list.njk:2:10',
        '1 | <ul>',
        '2 | <li>{{ r.titel }}</li>',
        '  |          ^^^^^',
      ].join('\n'),
    );
  });

  it('is one sentence where there is no more to say', () => {
    const cause = new Error('why');
    const error = new LivegraftError({
      code: 'LG3031',
      message: 'The database cannot be reached.',
      cause,
      status: 503,
    });
    expect(error.message).toBe('LG3031: The database cannot be reached.');
    expect(error.reason).toBe('The database cannot be reached.');
    expect(error.status).toBe(503);
    expect(error.cause).toBe(cause);
    expect(Object.hasOwn(new LivegraftError({ code: 'LG1000', message: 'No.' }), 'cause')).toBe(false);
  });
});

describe('a code frame', () => {
  it.each<[string, Partial<typeof location>, string[]]>([
    ['the first line', { line: 1, column: 1, length: 4 }, ['1 | <ul>', '  | ^^^^']],
    ['the last line', { line: 3, column: 3, length: 2 }, ['2 | <li>{{ r.titel }}</li>', '3 | </ul>', '  |   ^^']],
    ['no length', { line: 1, column: 2, length: 0 }, ['1 | <ul>', '  |  ^']],
    ['a place behind the end of its line', { line: 1, column: 9, length: 1 }, ['1 | <ul>', '  |     ^']],
    [
      'tabs before it',
      { source: '\t<p>\n\t\t{{ x }}', line: 2, column: 6, length: 1 },
      ['1 | \t<p>', '2 | \t\t{{ x }}', '  | \t\t   ^'],
    ],
    ['other line ends', { source: 'a\r\nb\rc\nd', line: 3, column: 1, length: 1 }, ['2 | b', '3 | c', '  | ^']],
    [
      'numbers of two lengths',
      { source: `${'\n'.repeat(9)}ten`, line: 10, column: 1, length: 3 },
      [' 9 | ', '10 | ten', '   | ^^^'],
    ],
    ['an empty template', { source: '', line: 1, column: 1, length: 1 }, ['1 | ', '  | ^']],
  ])('shows %s', (_, place, lines) => {
    const at = { ...location, ...place };
    expect(codeFrame(at)).toBe([`views/list.njk:${at.line}:${at.column}`, ...lines].join('\n'));
  });
});

describe('did you mean', () => {
  it.each([
    ['titel', ['id', 'title', 'tile'], 'Did you mean "title"?'],
    ['name', ['names'], 'Did you mean "names"?'],
    ['x', ['y'], 'Did you mean "y"?'],
    ['createdat', ['createdAt'], 'Did you mean "createdAt"?'],
    ['owner', ['tenant'], undefined],
    ['x', ['id'], undefined],
    ['titel', [], undefined],
  ])('%s of %s', (name, known, answer) => {
    expect(didYouMean(name, known)).toBe(answer);
  });
});

it.each([
  ['text', 'text'],
  [undefined, 'undefined'],
  [{ toString: (): string => 'an object' }, 'an object'],
])('whatever is thrown becomes an Error: %s', (thrown, message) => {
  expect(toError(thrown)).toMatchObject({ message, cause: thrown });
});

it('an Error stays itself', () => {
  const error = new TypeError('no');
  expect(toError(error)).toBe(error);
});
