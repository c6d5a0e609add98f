/**
 * A root field of the application's GraphQL, as a public name of a view holds it: it is asked when the page is shown, for what
 * the template reads below the name.
 */
export class RootField {
  readonly name: string;
  /** By name, as GraphQL takes them as variables. */
  readonly args: Readonly<Record<string, unknown>>;

  constructor(name: string, args: Readonly<Record<string, unknown>>) {
    this.name = name;
    this.args = args;
  }
}

/**
 * What a root field gives, for a public name:
 *
 *     static models = { forecast: rootField('forecast') };  // checked with the template
 *     …
 *     this.forecast = rootField('forecast', { days: 3 });   // in getContextData()
 */
export function rootField(name: string, args: Readonly<Record<string, unknown>> = {}): RootField {
  return new RootField(name, args);
}
