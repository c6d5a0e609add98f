import { Model, type Sequelize } from 'sequelize';
import { QuerySet } from '../data/querySet.ts';
import { LivegraftError } from '../errors.ts';
import { log } from '../log.ts';
import { internalsOf, type LiveView, type ViewClass } from './liveView.ts';

/**
 * What `getContextData()` of a view returns. A mistake in how the view exposes its rows is logged as a warning, once in
 * a process for a class, a name and a kind of mistake. For development only.
 */
export async function watchContextData(view: LiveView): Promise<unknown> {
  const before = publicFields(view);
  checkAssigned(view, before);
  const internals = internalsOf(view);
  internals.gaveContext = false;
  try {
    const returned: unknown = await view.getContextData();
    if (typeof returned === 'object' && returned !== null)
      checkReturned(view, before, new Map(Object.entries(returned)));
    const [kind] = Object.keys(internals.flash);
    if (kind !== undefined && !internals.gaveContext) warn(view, 'flash', flashLost(view, kind));
    return returned;
  } finally {
    exposed.set(view, publicFields(view));
  }
}

/** Remembers which rows a `findAll()` has read together, for LG4031; no row is kept alive by it. For development only. */
export function rememberFound(sequelize: Sequelize): void {
  if (remembered.has(sequelize)) return;
  remembered.add(sequelize);
  sequelize.addHook('afterFind', 'livegraft', (found: unknown) => {
    if (!Array.isArray(found)) return;
    const result = { size: found.length };
    for (const [index, row] of found.entries()) if (row instanceof Model) places.set(row, { result, index });
  });
}

const remembered = new WeakSet<Sequelize>();

/** Where a row stood in what a `findAll()` has given. */
interface Place {
  readonly result: { readonly size: number };
  readonly index: number;
}
const places = new WeakMap<Model, Place>();

/** What the public fields of a view held when its last `getContextData()` had ended. */
const exposed = new WeakMap<LiveView, ReadonlyMap<string, unknown>>();

/** A view's own public fields; a getter is none, since nobody assigns to it. */
function publicFields(view: LiveView): ReadonlyMap<string, unknown> {
  const own = Object.entries(Object.getOwnPropertyDescriptors(view));
  const fields = own.filter(([name, { enumerable, get }]) => enumerable && !get && !name.startsWith('_'));
  return new Map(fields.map(([name, { value }]) => [name, value]));
}

function checkAssigned(view: LiveView, before: ReadonlyMap<string, unknown>): void {
  for (const [name, value] of before) {
    const isNew = value instanceof QuerySet && exposed.get(view)?.get(name) !== value;
    if (isNew) warn(view, name, assignedOutside(view, name, value));
  }
}

function checkReturned(
  view: LiveView,
  before: ReadonlyMap<string, unknown>,
  returned: ReadonlyMap<string, unknown>,
): void {
  const after = publicFields(view);
  for (const [name, value] of returned) {
    const held = after.get(name);
    const isFromPublicName = Object.is(value, held) || Object.is(value, before.get(name));
    if (modelIn(held) && !isFromPublicName) warn(view, name, overwritten(view, name, value, held));
    if (value instanceof QuerySet && !isKnown(view, name)) warn(view, name, givenByHand(view, name, value));
  }
  for (const [name, value] of [...after, ...returned]) {
    const work = workOn(value);
    if (work) warn(view, name, workedOn(view, name, modelIn(value)!, work));
  }
}

/** Whether somebody who reads the class knows of the name: as a field, a getter, or by `static models`. */
function isKnown(view: LiveView, name: string): boolean {
  return name in view || Object.hasOwn((view.constructor as ViewClass).models ?? {}, name);
}

/** The name of the model whose rows a value stands for, or null for other data. */
function modelIn(value: unknown): string | null {
  if (value instanceof QuerySet) return value.type.name;
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return first instanceof Model ? first.constructor.name : null;
}

interface Work {
  readonly done: string;
  readonly instead: string;
}

/** What was done in JavaScript to the rows that one `findAll()` gave; null for any other value, and for all as they were. */
function workOn(value: unknown): Work | null {
  if (!Array.isArray(value)) return null;
  const found = value.map((row) => places.get(row));
  const result = found[0]?.result;
  if (!result || !found.every((place) => place?.result === result)) return null;
  const indices = found.map((place) => place!.index);
  if (new Set(indices).size < indices.length) return null; // no query gives a row twice
  const isSorted = indices.some((index, at) => at > 0 && index < indices[at - 1]!);
  const isNarrowed = indices.length < result.size;
  if (isSorted && isNarrowed) return { done: 'narrowed and sorted', instead: 'where(…) or limit(…), and orderBy(…)' };
  if (isSorted) return { done: 'sorted', instead: 'orderBy(…)' };
  return isNarrowed ? { done: 'narrowed', instead: 'where(…) or limit(…)' } : null;
}

const said = new WeakMap<object, Set<string>>();

function warn(view: LiveView, name: string, mistake: LivegraftError): void {
  const known = said.get(view.constructor) ?? new Set();
  said.set(view.constructor, known);
  const key = `${mistake.code} ${name}`;
  if (known.has(key)) return;
  known.add(key);
  log().warn({ view: view.constructor.name, name }, mistake.message);
}

function assignedOutside(view: LiveView, name: string, { type }: QuerySet): LivegraftError {
  return new LivegraftError({
    code: 'LG4030',
    message: `"${name}" of ${view.constructor.name} was assigned a QuerySet of ${type.name} outside getContextData().`,
    hint: `Build it in a private field, and write "this.${name} = this.#${name};" in getContextData().`,
  });
}

function workedOn(view: LiveView, name: string, model: string, { done, instead }: Work): LivegraftError {
  return new LivegraftError({
    code: 'LG4031',
    message: `"${name}" of ${view.constructor.name} holds rows of ${model} that findAll() has read and JavaScript has ${done}.`,
    hint: `Assign objects(${model}) with ${instead}: then only what the page shows is read.`,
  });
}

function overwritten(view: LiveView, name: string, value: unknown, held: unknown): LivegraftError {
  return new LivegraftError({
    code: 'LG4032',
    message: `getContextData() of ${view.constructor.name} returned ${describe(value)} as "${name}", in place of ${describe(held)} that the public name holds.`,
    hint: `Assign what is to be shown to this.${name} before super.getContextData(), or return the other under another name.`,
  });
}

function givenByHand(view: LiveView, name: string, { type }: QuerySet): LivegraftError {
  return new LivegraftError({
    code: 'LG4033',
    message: `getContextData() of ${view.constructor.name} returned a QuerySet of ${type.name} as "${name}", which is no public name of the view, so nothing checks what the template reads of it.`,
    hint: `Add "declare ${name}: QuerySet<${type.name}>" and "static models = { ${name}: [${type.name}] }", and assign it to this.${name} before super.getContextData().`,
  });
}

function flashLost(view: LiveView, kind: string): LivegraftError {
  return new LivegraftError({
    code: 'LG4035',
    message: `getContextData() of ${view.constructor.name} does not call super.getContextData(), so the flash message "${kind}" is not shown.`,
    hint: 'End it with "return { ...(await super.getContextData()), … }".',
  });
}

/** `a QuerySet of Property`, `a list of Property`, `one Property`, or `other data`. */
function describe(value: unknown): string {
  const model = modelIn(value);
  if (model === null) return 'other data';
  if (value instanceof QuerySet) return `a QuerySet of ${model}`;
  return Array.isArray(value) ? `a list of ${model}` : `one ${model}`;
}
