import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Finding, findingOf } from '../analyze/finding.ts';
import { LivegraftError } from '../errors.ts';
import { findingText, inOrder, showsColours } from './findingText.ts';

const location = { filename: 'views/a.njk', source: 'one\n{{ b ^ c }}', line: 2, column: 4, length: 1 };

function finding(severity: Finding['severity'], given: Partial<ConstructorParameters<typeof LivegraftError>[0]> = {}) {
  return findingOf({ severity, error: new LivegraftError({ code: 'LG1006', message: 'It is wrong.', ...given }) });
}

afterEach(() => vi.unstubAllEnvs());

describe('a finding as text', () => {
  it('is what the error says, with its severity', () => {
    expect(
      findingText(finding('warning', { hint: 'Do it.', location }), false),
    ).toBe(`warning LG1006: It is wrong. Do it.

views/a.njk:2:4
1 | one
2 | {{ b ^ c }}
  |    ^`);
    expect(findingText(finding('error'), false)).toBe('error LG1006: It is wrong.');
  });

  it('has colours for its head, its place and its mark', () => {
    const text = (severity: Finding['severity']) => findingText(finding(severity, { hint: 'Do it.', location }), true);
    const expected = (colour: string) => `<${colour}>SEVERITY LG1006<0><1>: It is wrong.<0> Do it.

<36>views/a.njk:2:4<0>
1 | one
2 | {{ b ^ c }}
  |    <${colour}>^<0>`;
    const readable = (coloured: string) => coloured.replaceAll('\x1b[', '<').replace(/(<[\d;]+)m/g, '$1>');
    expect(readable(text('error'))).toBe(expected('1;31').replace('SEVERITY', 'error'));
    expect(readable(text('warning'))).toBe(expected('1;33').replace('SEVERITY', 'warning'));
  });

  it('has colours on a terminal only, and none where NO_COLOR is set', () => {
    vi.stubEnv('NO_COLOR', '');
    expect([{ isTTY: true }, { isTTY: false }, {}].map(showsColours)).toEqual([true, false, false]);
    vi.stubEnv('NO_COLOR', '1');
    expect(showsColours({ isTTY: true })).toBe(false);
  });
});

it('findings stand by file and place, those without a place first', () => {
  const at = (filename: string, line: number, column: number) =>
    finding('error', { location: { ...location, filename, line, column } });
  const found = [at('b', 1, 1), at('a', 10, 1), at('a', 2, 9), at('a', 2, 3), finding('error')];
  expect(inOrder(found).map(({ file, line, column }) => [file, line, column])).toEqual([
    [null, null, null],
    ['a', 2, 3],
    ['a', 2, 9],
    ['a', 10, 1],
    ['b', 1, 1],
  ]);
});
