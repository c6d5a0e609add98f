export { type Configuration, configure } from './configure.ts';
export type { DatabaseSettings } from './data/databaseSettings.ts';
export { createLivegraftSchema } from './data/executableSchema.ts';
export type { OwnResolvers, SchemaExtension } from './data/ownFields.ts';
export type { OwnResolver } from './data/ownResolver.ts';
export { objects, QuerySet, type QuerySetVariables } from './data/querySet.ts';
export type { Condition, Order, OrderOf, PathOf } from './data/queryTypes.ts';
export { type RootField, rootField } from './data/rootField.ts';
export { asViewer } from './data/visibility.ts';
export { LivegraftError, type LivegraftErrorOptions, type TemplateLocation } from './errors.ts';
export { clearJitCache } from './jitCache.ts';
export type { Clock } from './live/clock.ts';
export type { ContextOf } from './live/contextOf.ts';
export { type EventContext, type EventOptions, event } from './live/events.ts';
export {
  changeForm,
  type Form,
  type FormValues,
  formFields,
  openForm,
  type Submitted,
  submitForm,
} from './live/form.ts';
export {
  type AnyMountContext,
  type AnyParamsContext,
  LiveView,
  type ModelsDeclaration,
  type MountContext,
  type ParamsContext,
  type ViewClass,
  type Viewer,
} from './live/liveView.ts';
export { notFound } from './live/notFound.ts';
export type { DebugChannel } from './log.ts';
export {
  Avg,
  Coalesce,
  Concat,
  Count,
  caseWhen,
  Exists,
  Expression,
  type ExpressionValue,
  F,
  Max,
  Min,
  Sum,
  when,
} from './schema/expressions.ts';
export type { ModelDeclarations } from './schema/modelType.ts';
export {
  type ActionHandler,
  type App,
  type AppOptions,
  action,
  defineApp,
  type PrepareOptions,
  page,
  type Route,
} from './server/app.ts';
export type { GraphqlOptions } from './server/graphqlEndpoint.ts';
export type { QueryLimits } from './server/queryLimits.ts';
export {
  createSite,
  defaultLimits,
  type Site,
  type SiteLimits,
  type SiteMetrics,
  type SiteOptions,
} from './server/site.ts';
export { type LivegraftPluginOptions, useLivegraft } from './server/useLivegraft.ts';
export type { RenderContext } from './template/environment.ts';
