import type { LivegraftError } from '../errors.ts';

/** Of computed members, whose values are leaves. */
const ofMembers: ReadonlySet<string> = new Set(['LG3020', 'LG3021', 'LG3022', 'LG3023']);
/** Of the application's own fields, whose values may be objects and lists. */
const ofOwnFields: ReadonlySet<string> = new Set(['LG3024', 'LG3025']);

/** Whether an error spoils the field that it is thrown for and no other. */
export function spoilsItsField({ code }: LivegraftError): boolean {
  return ofMembers.has(code) || ofOwnFields.has(code);
}

/** Whether a text may stand in the place of the field that an error spoils. */
export function spoilsLeaf({ code }: LivegraftError): boolean {
  return ofMembers.has(code);
}
