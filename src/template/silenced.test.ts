import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Diagnostic, Diagnostics } from '../diagnostics.ts';
import { LivegraftError } from '../errors.ts';
import { findMistakes } from './mistakes.ts';
import { parseTemplate } from './parseTemplate.ts';
import { withoutSilenced } from './silenced.ts';
import type { TemplateSource } from './templateSource.ts';

function template(text: string, filename = 'page.njk'): TemplateSource {
  return { name: filename, filename, text };
}

function mistakes(source: TemplateSource): Diagnostic[] {
  const diagnostics = new Diagnostics();
  findMistakes(parseTemplate(source), source, diagnostics);
  return diagnostics.all;
}

function messages(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map(({ severity, error }) => `${severity} ${error.message}`);
}

/** What is left of a template's mistakes, with what is wrong with its comments. */
function left(text: string): string[] {
  const source = template(text);
  return messages(withoutSilenced(mistakes(source), [source]));
}

const numRuns = Number(process.env.LIVEGRAFT_PROPERTY_RUNS ?? 500);
/** A line with the warning LG1059. */
const warned = '{% filter upper %}<b>{{ a }}</b>{% endfilter %}';
const comment = '{# livegraft-ignore LG1059: it is an example #}';

describe('a comment silences a warning', () => {
  it.each([
    ['after it', `${warned} ${comment}`],
    ['before it', `<p>${comment}${warned}`],
    ['on the line before', `<p>\n  ${comment}  \n${warned}`],
    ['on the line before, with Windows line ends', `<p>\r\n  ${comment}\r\n${warned}\r\n`],
    ['without white space around', `{#- livegraft-ignore LG1059: it is an example -#}\n${warned}`],
    ['over several lines', `{# livegraft-ignore LG1059:\n   it is an example,\n   and a long one #}\n${warned}`],
    ['with a colon in its reason', `${warned}{# livegraft-ignore LG1059 : see: a #}`],
    ['above a line that begins with another comment', `${comment}\n{# the heading #}${warned}`],
    ['above another comment', `${comment}\n{# the heading #}\n${warned}`],
    [
      'with others',
      `{# livegraft-ignore LG1059 , LG1069: b #}\n${warned}{% if a %}{% for b in a %}{% endfor %}{% else %}c{% endif %}`,
    ],
    ['twice on a line', `${warned}${warned}${comment}`],
  ])('%s', (_, text) => {
    expect(mistakes(template(text)).length).toBeGreaterThan(0);
    expect(left(text)).toEqual([]);
  });

  it('in one template, not in another', () => {
    const [one, other] = [template(`${warned}${comment}`, 'one.njk'), template(`${warned}`, 'other.njk')];
    const diagnostics = [...mistakes(one), ...mistakes(other)];
    const unplaced: Diagnostic = {
      severity: 'warning',
      error: new LivegraftError({ code: 'LG1059', message: 'No place.' }),
    };
    expect(withoutSilenced([...diagnostics, unplaced], [one, other, one])).toEqual([diagnostics[1], unplaced]);
  });
});

describe('a comment is itself warned of', () => {
  it('without a reason', () => {
    const text = `${warned}\n{# livegraft-ignore LG1057, LG1059 #}`;
    expect(left(text).slice(1)).toEqual([
      `warning LG1090: This comment gives no reason to silence LG1057, LG1059. Say why: {# livegraft-ignore LG1057, LG1059: what makes it right here #}.

page.njk:2:1
1 | ${warned}
2 | {# livegraft-ignore LG1057, LG1059 #}
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^`,
    ]);
    expect(left('{# livegraft-ignore LG1059:  #}')).toHaveLength(1);
  });

  it('that is not understood', () => {
    expect(left('<p>{# livegraft-disable\n LG1059: why #}')).toEqual([
      `warning LG1091: The comment "livegraft-disable" is not understood. Write {# livegraft-ignore LG1057: what makes it right here #}, with several codes separated by commas.

page.njk:1:4
1 | <p>{# livegraft-disable
  |    ^^^^^^^^^^^^^^^^^^^^`,
    ]);
    for (const text of ['Livegraft-ignore LG1059: why', 'livegraft-ignore: why', 'livegraft-ignore LG59: why']) {
      expect(left(`{# ${text} #}`)).toEqual([
        expect.stringContaining(`LG1091: The comment "${text}" is not understood.`),
      ]);
    }
  });

  it('that silences nothing', () => {
    expect(left(`{# livegraft-ignore LG1057, LG1059: why #}\n${warned}`)).toEqual([
      `warning LG1092: This comment silences nothing: there is no warning LG1057 on line 2. Remove it, or put it on the line of the warning, or alone on the line before.

page.njk:1:1
1 | {# livegraft-ignore LG1057, LG1059: why #}
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^`,
    ]);
  });

  it('once for a code that it names twice', () => {
    expect(left('{# livegraft-ignore LG1059, LG1059: why #}')).toHaveLength(1);
  });

  it('that would silence an error', () => {
    expect(left('{{ a?.b }} {#- livegraft-ignore LG1051: why -#}').slice(1)).toEqual([
      `warning LG1093: LG1051 is an error here, and errors cannot be silenced. Correct the template, and remove this comment.

page.njk:1:12
1 | {{ a?.b }} {#- livegraft-ignore LG1051: why -#}
  |            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^`,
    ]);
  });
});

describe('a comment silences nothing', () => {
  it.each([
    ['a line too early', `${comment}\n\n${warned}`, ['LG1059', 'LG1092']],
    ['beside something on the line before', `<p>${comment}\n${warned}`, ['LG1059', 'LG1092']],
    ['a line too late', `${warned}\n${comment}`, ['LG1059', 'LG1092']],
    ['in raw text', `{% raw %}${comment}{% endraw %}${warned}`, ['LG1059']],
    ['in nested raw text', `{% raw %}{% raw %}{% endraw %}${comment}{% endraw %}${warned}`, ['LG1059']],
    ['in a string', `{{ "${comment}" }}${warned}`, ['LG1059']],
    ['in another comment', `{# not: {# livegraft-ignore LG1059: b #}${warned}`, ['LG1059']],
    ['that is not for us', `{# livegraft is fine. LG1059: b #}${warned}`, ['LG1059']],
  ])('%s', (_, text, codes) => {
    const source = template(text);
    expect(withoutSilenced(mistakes(source), [source]).map(({ error }) => error.code)).toEqual(codes);
  });

  it('in a template that does not parse', () => {
    const source = template(`${comment}{% if`);
    expect(withoutSilenced([], [source])).toEqual([]);
  });
});

describe('any template', () => {
  const lines = [
    ...['', '<p>{{ a }}</p>', '{# a comment #}', '{{ a?.b }}', '{% for x in xs if y %}{{ x }}{% endfor %}'],
    ...[warned, '{% for n in ns %}{% set last = n %}{% endfor %}{{ last }}', '{% set c %}<b>{% endset %}{{ c }}'],
    ...[
      '{% if xs %}{% for x in xs %}{{ x }}{% endfor %}{% else %}none{% endif %}',
      '{% if not xs %}{{ a?.b }}{% endif %}',
    ],
    ...[`{% raw %}${comment}{% endraw %}`, `{{ '${comment}' }}`],
  ];
  const places: Readonly<Record<string, (line: string, comment: string, newline: string) => string>> = {
    after: (line, comment) => `${line}${comment}`,
    before: (line, comment) => `  ${comment}${line}`,
    above: (line, comment, newline) => `  ${comment} ${newline}${line}`,
  };

  it('loses exactly the warning that a comment is added for', () => {
    let silenced = 0;
    const property = fc.property(
      fc.array(fc.constantFrom(...lines), { minLength: 1, maxLength: 8 }),
      fc.constantFrom('\n', '\r\n'),
      fc.constantFrom(...Object.keys(places)),
      fc.constantFrom(['{#', '#}'], ['{#-', '-#}']),
      fc.nat(),
      (texts, newline, place, [open, close], choice) => {
        const found = mistakes(template(texts.join(newline)));
        const warnings = found.filter(({ severity }) => severity === 'warning');
        const chosen = warnings[choice % warnings.length];
        if (!chosen) return;
        const { code, location } = chosen.error;
        const line = location!.line - 1;
        const comment = `${open} livegraft-ignore ${code}: on purpose ${close}`;
        const source = template(texts.with(line, places[place]!(texts[line]!, comment, newline)).join(newline));
        const shift = place === 'above' ? 1 : 0;
        const moved = ({ severity, error }: Diagnostic) => [
          severity,
          error.code,
          error.location!.line + (error.location!.line > line ? shift : 0),
        ];
        const rest = found.filter((diagnostic) => diagnostic !== chosen);
        const kept = withoutSilenced(mistakes(source), [source]);
        expect(kept.map(({ severity, error }) => [severity, error.code, error.location!.line])).toEqual(
          rest.map(moved),
        );
        silenced++;
      },
    );
    fc.assert(property, { numRuns });
    expect(silenced).toBeGreaterThan(numRuns / 2);
  });
});
