import { objects, type ParamsContext, type QuerySet } from 'livegraft';
import { z } from 'zod';
import type { LoginViewContext } from '../../schema/generated/contexts.ts';
import { User } from '../../schema/index.ts';
import { RentalsView } from './rentals_view.ts';

const PROBLEMS = { user: 'There is no such user. Please choose another one.' };

const Query = z.object({ problem: z.enum(['user']).optional() });

/** Who to be: the demonstration asks for no password. */
export class LoginView extends RentalsView {
  static override template = 'rentals/login.njk';
  static override models = { users: [User] };
  static override query = Query;
  declare static context: LoginViewContext;

  problem: string | null = null;
  declare users: QuerySet<User>;

  override handleParams({ query }: ParamsContext<typeof Query>): void {
    this.problem = query.problem ? PROBLEMS[query.problem] : null;
  }

  override async getContextData() {
    this.users = objects(User).orderBy('role', 'lastName', 'firstName').limit(16);
    return super.getContextData();
  }
}
