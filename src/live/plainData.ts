import { Model } from 'sequelize';
import { QuerySet } from '../data/querySet.ts';
import { RootField } from '../data/rootField.ts';

/** Where in some data a model, a QuerySet or a root field is, as the path to it: '' for the data itself. Null for plain data. */
export function findModel(value: unknown, path = '', seen = new Set<unknown>()): string | null {
  if (value instanceof QuerySet || value instanceof Model || value instanceof RootField) return path;
  if (typeof value !== 'object' || value === null || seen.has(value)) return null;
  seen.add(value);
  for (const [key, nested] of Object.entries(value)) {
    const found = findModel(nested, path === '' ? key : `${path}.${key}`, seen);
    if (found !== null) return found;
  }
  return null;
}

/** Whether rows are anywhere in some data, or may be, where it holds a promise. */
export function holdsRows(value: unknown, seen = new Set<unknown>()): boolean {
  if (value instanceof QuerySet || value instanceof Model || value instanceof RootField) return true;
  if (value instanceof Promise) return true;
  if (typeof value !== 'object' || value === null || seen.has(value)) return false;
  seen.add(value);
  return Object.values(value).some((nested) => holdsRows(nested, seen));
}

/** An object of no class. */
export function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
