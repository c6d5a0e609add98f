/** The default limits with those given. Throws a TypeError for what is no limit; `kind` says of what, such as `GraphQL limit`. */
export function readLimits<Limits extends { readonly [Name in keyof Limits]: number }>(
  defaults: Limits,
  given: Partial<Limits>,
  kind = 'limit',
): Limits {
  for (const [name, value] of Object.entries(given)) {
    if (!Object.hasOwn(defaults, name)) throw new TypeError(`There is no ${kind} called "${name}".`);
    if (!((value as number) > 0)) throw new TypeError(`${name} must be a positive number, but got: ${value}.`);
  }
  return { ...defaults, ...given };
}
