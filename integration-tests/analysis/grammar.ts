import fc from 'fast-check';

/** What each kind of phrase can be: text, with other kinds in angle brackets, such as `<row>.o`. The first are short. */
export type Grammar = Readonly<Record<string, readonly string[]>>;

/** Phrases of every kind of a grammar; deep ones end in the first alternative of their kind. */
export function phrasesOf<G extends Grammar>(grammar: G): Record<keyof G, fc.Arbitrary<string>> {
  return fc.letrec<Record<keyof G & string, string>>((tie) => {
    const kinds = Object.entries(grammar).map(([kind, alternatives]) => {
      const depthIdentifier = kind.startsWith('body') || kind.startsWith('statement') ? 'statement' : 'expression';
      const limits = {
        maxDepth: depthIdentifier === 'statement' ? 3 : 4,
        depthSize: 'small',
        depthIdentifier,
      } as const;
      return [kind, fc.oneof(limits, ...alternatives.map((alternative) => phrase(alternative, tie)))];
    });
    return Object.fromEntries(kinds);
  }) as Record<keyof G, fc.Arbitrary<string>>;
}

const hole = /<(\w+)>/;

/** `<row>.o` split at the kinds is `''`, `row`, `.o`. */
function phrase(alternative: string, tie: (kind: string) => fc.Arbitrary<unknown>): fc.Arbitrary<string> {
  const parts = alternative.split(hole);
  if (parts.length === 1) return fc.constant(alternative);
  return fc
    .tuple(...parts.map((part, index) => (index % 2 === 0 ? fc.constant(part) : tie(part))))
    .map((texts) => texts.join(''));
}
