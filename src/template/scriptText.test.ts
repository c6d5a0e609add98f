import { expect, it } from 'vitest';
import { isCode, readScript, scriptStart } from './scriptText.ts';

it.each([
  ['', true],
  ['let a = ', true],
  ['let a = "', false],
  ["let a = 'it\\'s ", false],
  ["let a = 'it\\\\' + ", true],
  ['let a = "b" + ', true],
  ['let a = "unclosed\n', true],
  ['let a = "continued\\\n', false],
  ['let a = `', false],
  [`let a = \`\${`, true],
  [`let a = \`\${ { b: 1 } + `, true],
  [`let a = \`\${b}`, false],
  [`let a = \`\${ \`c`, false],
  [`let a = \`\${ \`c\` + `, true],
  [`let a = \`\${b}\` + `, true],
  ['// it is "', false],
  ["// it's\nlet a = ", true],
  ['/* " */ let a = ', true],
  ['/* * ', false],
  ['let a = b / c; d = "', false],
  ["let a = /'/; b = ", true],
  ['let a = /[/"]/.test(b) && ', true],
  ["let a = /\\/'/g; b = ", true],
  ['f(/a', false],
  ['a /', false],
  ['(a) / b + ', true],
])('%j is followed by code: %s', (script, code) => {
  expect(isCode([...script].reduce(readScript, scriptStart))).toBe(code);
});
