import type { SchemaExtension, ViewClass, Viewer } from 'livegraft';
import type { Model, ModelStatic, Sequelize } from 'sequelize';

/**
 * One page over a few models, as a folder: `scenario.ts` with the default export below, its templates (`*.njk`), and
 * `expected/` with every value between template and HTML.
 */
export interface Scenario {
  /** Initializes models and associations on a Sequelize instance. */
  readonly define: (sequelize: Sequelize) => Models;
  /** Fills the tables, which are new and empty. */
  readonly fill: (models: Models) => Promise<unknown>;
  readonly view: (models: Models) => ViewClass;
  /** What is added to the models' GraphQL. */
  readonly graphql?: (models: Models) => SchemaExtension;
  readonly query?: Readonly<Record<string, string>>;
  readonly viewer?: Viewer;
}

// biome-ignore lint/suspicious/noExplicitAny: each scenario knows its own models
export type Models = Readonly<Record<string, ModelStatic<Model<any, any>>>>;

export function defineScenario(scenario: Scenario): Scenario {
  return scenario;
}
