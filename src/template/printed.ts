/**
 * What `value` shows as text: for a model, what its `toString()` gave (`__str__`); for a list, that of its items. Other
 * values are what they are.
 */
export function printed(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(printed);
  if (Object.hasOwn(value, '__str__')) return (value as { __str__: unknown }).__str__;
  return typeof value.toString === 'function' ? value : '[object Object]';
}
