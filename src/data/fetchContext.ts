import type { Row } from './computedMembers.ts';
import { databaseSettings } from './databaseSettings.ts';
import type { FetchPlan } from './fetchPlan.ts';
import { FetchScope, type ReadArguments } from './fetchScope.ts';
import type { Hatches } from './rowsWanted.ts';
import { policyFor } from './visibility.ts';

/** What resolvers are given beside their arguments: GraphQL's `contextValue`. */
export interface FetchContext {
  /** Who asks; nobody where it is missing. */
  readonly viewer?: unknown;
  /** What the page itself asks for; a client's operation has its arguments alone. */
  readonly page?: PageRequest;
}

/** What a page's operation is run with beside its variables. */
export interface PageRequest {
  /** Shared by all operations of one update. */
  readonly scope: FetchScope;
  readonly hatches?: Hatches;
  /** Reads the rows in another way than by the variables: those of instances that are there already. */
  readonly read?: (plan: FetchPlan, readArguments: ReadArguments) => Promise<Row[]>;
}

const scopes = new WeakMap<FetchContext, FetchScope>();

/** What one page or request reads together. */
export function scopeOf(context: FetchContext): FetchScope {
  const { page } = context;
  if (page?.hatches?.transaction) {
    const { transaction } = page.hatches;
    return new FetchScope(page.scope.policy, { transaction, listRows: page.scope.listRows });
  }
  let scope = page?.scope ?? scopes.get(context);
  if (!scope) {
    scope = new FetchScope(policyFor(context.viewer ?? null), { listRows: databaseSettings().listRows });
    scopes.set(context, scope);
  }
  return scope;
}
