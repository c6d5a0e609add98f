import type { GraphQLSchema } from 'graphql';
import { createLivegraftSchema } from '../data/executableSchema.ts';
import type { App } from './app.ts';

/** The GraphQL schema of an application: its models, and what it adds to them. Throws LG2001 to LG2011. */
export function appSchema({ sequelize, graphql = {} }: Pick<App, 'sequelize' | 'graphql'>): GraphQLSchema {
  const { typeDefs, resolvers } = graphql;
  const models = Object.values(sequelize.models);
  if (typeDefs === undefined && resolvers === undefined) return createLivegraftSchema(models);
  return createLivegraftSchema(models, { typeDefs: typeDefs ?? [], ...(resolvers && { resolvers }) });
}
