import type { Model } from 'sequelize';
import { scalars } from '../schema/scalars.ts';
import type { Row } from './computedMembers.ts';
import type { Selection } from './selection.ts';
import { rowKeyOf, storedKeyOf } from './storedKey.ts';

/**
 * Rows with all their attributes as instances of their model, with the types that Sequelize gives: a DATE is a Date.
 * Associations and annotations are there under their names.
 */
export function instancesOf({ type, fields, columns, associations }: Selection, rows: readonly Row[]): Model[] {
  const { model } = type;
  const stored = [...columns].map(([name, { scalar }]) => {
    return { name, key: storedKeyOf(type, name), isMoment: scalar === scalars.DateTime };
  });
  const annotations = [...fields.values()].filter((field) => field.kind === 'annotation');
  return rows.map((row) => {
    const values: Record<string, unknown> = {};
    for (const { name, key, isMoment } of stored) {
      const value = row[key];
      values[name] = isMoment && typeof value === 'string' ? new Date(value) : value;
    }
    const instance = model.build(values, { isNewRecord: false, raw: true });
    const data = instance.dataValues as Row;
    for (const field of annotations) {
      const { name } = field;
      data[name] = row[rowKeyOf(field)];
      Object.defineProperty(instance, name, { get: () => instance.get(name), configurable: true, enumerable: true });
    }
    for (const [name, { field, selection }] of associations) {
      const found = row[name] as Row | readonly Row[] | null;
      const below = instancesOf(selection, found === null ? [] : Array.isArray(found) ? found : [found as Row]);
      const value = field.kind === 'toMany' ? below : (below[0] ?? null);
      data[name] = value;
      (instance as unknown as Row)[name] = value;
    }
    return instance;
  });
}
