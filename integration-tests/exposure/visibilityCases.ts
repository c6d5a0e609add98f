import fc from 'fast-check';
import type { Rule, Rules } from './bruteForce.ts';
import { conditionOn, type Viewer, valuesOf } from './conditions.ts';
import { type TableName, tableNames } from './generatedTables.ts';
import { type Question, questions } from './questions.ts';

/** What one run of the visibility test tries. */
export interface VisibilityCase {
  readonly rules: Rules;
  /** They take turns; nobody (null) is the last. */
  readonly viewers: readonly [Viewer, Viewer, null];
  readonly question: Question;
  /** With lists within rows narrowed, as only GraphQL can say it. */
  readonly narrowed: Question;
  /** Of the question's table; not all are there. */
  readonly ids: readonly number[];
}

const ruleOn = (table: TableName): fc.Arbitrary<Rule> => {
  const condition = conditionOn(table, 2, true);
  const either = fc.oneof(fc.boolean(), condition);
  return fc.oneof<fc.WeightedArbitrary<Rule>[]>(
    { weight: 2, arbitrary: fc.constant(true) },
    { weight: 1, arbitrary: fc.constant(false) },
    { weight: 8, arbitrary: condition },
    { weight: 4, arbitrary: fc.record({ A: either, B: either }).map((byName) => ({ byName })) },
  );
};

const rules: fc.Arbitrary<Rules> = fc
  .tuple(...tableNames.map(ruleOn))
  .map((found) => Object.fromEntries(tableNames.map((table, index) => [table, found[index]!])));

function viewerCalled(name: string): fc.Arbitrary<Viewer> {
  const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null, freq: 3 });
  return fc.record<Viewer>({
    name: fc.constant(name),
    int: orNull(valuesOf.int as fc.Arbitrary<number>),
    text: orNull(valuesOf.text as fc.Arbitrary<string>),
    bool: orNull(valuesOf.bool as fc.Arbitrary<boolean>),
    ints: fc.array(valuesOf.int as fc.Arbitrary<number>, { maxLength: 3 }),
    texts: fc.array(valuesOf.text as fc.Arbitrary<string>, { maxLength: 3 }),
  });
}

export const visibilityCases: fc.Arbitrary<VisibilityCase> = fc.record<VisibilityCase>({
  rules,
  viewers: fc.tuple(viewerCalled('A'), viewerCalled('B'), fc.constant(null)),
  question: questions(false),
  narrowed: questions(true),
  ids: fc.uniqueArray(fc.integer({ min: 1, max: 50 }), { minLength: 3, maxLength: 3 }),
});
