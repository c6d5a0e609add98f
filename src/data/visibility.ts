import { AsyncLocalStorage } from 'node:async_hooks';
import { LivegraftError } from '../errors.ts';
import type { ModelType } from '../schema/modelType.ts';
import { readWhere, type Where } from '../schema/where.ts';
import { compileWhere } from './compileSql.ts';
import type { Policy, SqlScope } from './sql.ts';

/**
 * What a viewer may see: `visibleTo` of each model, asked once. Its own conditions look at all rows. Throws LG3050 for
 * a `visibleTo` that gives no condition, when the first statement needs it.
 */
export function policyFor(viewer: unknown): Policy {
  const asked = new Map<ModelType['model'], Where | boolean>();
  const ask = (type: ModelType) => {
    const known = asked.get(type.model) ?? conditionOf(type, viewer);
    asked.set(type.model, known);
    return known;
  };
  return {
    seesAll: (type) => ask(type) === true,
    condition(type: ModelType, alias: string, scope: SqlScope) {
      const condition = ask(type);
      if (typeof condition === 'boolean') return condition ? null : 'FALSE';
      return compileWhere(type, condition, alias, scope.unrestricted());
    },
  };
}

function conditionOf(type: ModelType, viewer: unknown): Where | boolean {
  if (!type.model.visibleTo) return true;
  const condition: unknown = type.model.visibleTo(viewer as never);
  if (typeof condition === 'boolean') return condition;
  if (typeof condition !== 'object' || condition === null || condition instanceof Promise)
    throw noCondition(type, condition);
  return readWhere(type, condition);
}

const current = new AsyncLocalStorage<Policy>();

/** Runs `work` as a viewer: what QuerySets read in it themselves is what the viewer may see. */
export function asViewer<T>(viewer: unknown, work: () => T): T {
  return current.run(policyFor(viewer), work);
}

/** Of the viewer for whom code runs; null where it runs for nobody, as in scripts and tests, which see everything. */
export function currentPolicy(): Policy | null {
  return current.getStore() ?? null;
}

function noCondition(type: ModelType, given: unknown): LivegraftError {
  return new LivegraftError({
    code: 'LG3050',
    message: `visibleTo() of ${type.name} must give a condition, true or false, but gave ${given instanceof Promise ? 'a promise' : String(given)}.`,
    hint: 'Give the viewer what it decides by, and return { … } in the syntax of where().',
  });
}
