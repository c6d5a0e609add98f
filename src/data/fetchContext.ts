import type { Transaction } from 'sequelize';
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
  /** Whether its variables are as the application wrote them. Those of a QuerySet were coerced when it was made. */
  readonly uncoerced?: boolean;
  /** Reads the rows in another way than by the variables: those of instances that are there already. */
  readonly read?: (plan: FetchPlan, readArguments: ReadArguments) => Promise<Row[]>;
}

type Scopes = Map<Transaction | null, FetchScope>;
const scopes = new WeakMap<FetchContext, Scopes>();

/** What one page or request reads together, in a transaction or in none. */
export function scopeOf(
  context: FetchContext,
  transaction: Transaction | null = context.page?.hatches?.transaction ?? null,
): FetchScope {
  const { page, viewer = null } = context;
  if (page && !transaction) return page.scope;
  const own: Scopes = scopes.get(context) ?? new Map();
  scopes.set(context, own);
  let scope = own.get(transaction);
  if (!scope) {
    const { policy, listRows } = page?.scope ?? { policy: policyFor(viewer), listRows: databaseSettings().listRows };
    scope = new FetchScope(policy, { transaction, listRows });
    own.set(transaction, scope);
  }
  return scope;
}
