import nunjucks from 'nunjucks';
import { methodDeclarations } from './filterDeclarations.ts';
import { listWords } from './listPaths.ts';
import { printed } from './printed.ts';

interface Frame {
  readonly variables: Readonly<Record<string, unknown>>;
  readonly parent: Frame | undefined;
  readonly isolateWrites: boolean | undefined;
  resolve(name: string, forWrite?: boolean): Frame | undefined;
  push(isolateWrites?: boolean): Frame;
}

interface Context {
  lookup(name: string): unknown;
  getSuper(
    env: unknown,
    name: string,
    current: unknown,
    frame: Frame,
    runtime: unknown,
    callback: (error: unknown, text: string) => void,
  ): void;
}

interface Runtime {
  readonly Frame: new (parent?: Frame, isolateWrites?: boolean) => Frame;
  suppressValue(value: unknown, autoescape: boolean): unknown;
  callWrap(callee: unknown, name: string, context: Context, args: unknown[]): unknown;
  markSafe(value: unknown): unknown;
}
const { runtime: nunjucksRuntime } = nunjucks as unknown as { runtime: Runtime };

/** The names of one scope. In nunjucks' own a name that was set to undefined is not there. */
class TemplateFrame extends nunjucksRuntime.Frame {
  override resolve(name: string, forWrite = false): Frame | undefined {
    if (Object.hasOwn(this.variables, name)) return this;
    return forWrite && this.isolateWrites ? undefined : this.parent?.resolve(name);
  }

  override push(isolateWrites?: boolean): Frame {
    return new TemplateFrame(this, isolateWrites);
  }
}

/** nunjucks makes the frame that a page begins with. */
function asTemplateFrame(frame: Frame): Frame {
  return frame instanceof TemplateFrame ? frame : Object.setPrototypeOf(frame, TemplateFrame.prototype);
}

/**
 * What compiled templates call. It is nunjucks' own runtime, but for what the analysis relies on: a member is data, a word of
 * a list or a method that changes nothing; a name that was set to undefined is set.
 */
export const templateRuntime: Runtime = {
  ...nunjucksRuntime,
  callWrap,
  suppressValue: (value, autoescape) => nunjucksRuntime.suppressValue(printed(value), autoescape),
  Frame: TemplateFrame,
  ...{ asTemplateFrame, contextOrFrameLookup, memberLookup, concat, superBlock },
};

function contextOrFrameLookup(context: Context, frame: Frame, name: string): unknown {
  const scope = frame.resolve(name);
  return scope ? scope.variables[name] : context.lookup(name);
}

/**
 * A member of data, as it is or as a function that knows what it belongs to. Nothing leads from data to code: functions have
 * no members, and what every object inherits is none.
 */
function memberLookup(target: unknown, name: unknown): unknown {
  if (target === undefined || target === null || typeof target === 'function') return undefined;
  const key = String(name);
  if (typeof target === 'object' && Object.hasOwn(target, key)) return bound(target, key);
  if (Array.isArray(target) && listWords.has(key)) return wordOf(target, key);
  // a list of which nothing but the number of its items was read
  if (typeof target === 'number' && (key === 'length' || key === 'count' || key === 'all')) return target;
  if (isBuiltIn(target)) return isHarmless(key) ? bound(target, key) : characterOf(target, key);
  return key in Object.prototype ? undefined : bound(target, key);
}

function bound(target: object | string | number | boolean, key: string): unknown {
  const member = (target as Record<string, unknown>)[key];
  return typeof member === 'function' ? member.bind(target) : member;
}

function wordOf(list: readonly unknown[], word: string): unknown {
  if (word === 'count') return list.length;
  return word === 'all' ? list : list[0];
}

/** Not made by the application: of these only what changes nothing can be called. */
function isBuiltIn(target: unknown): target is object | string | number | boolean {
  if (typeof target !== 'object') return true;
  return [Array, Date, Map, Set, String].some((type) => target instanceof type);
}

function isHarmless(name: string): boolean {
  return name === 'length' || name === 'size' || methodDeclarations.has(name) || /^get[A-Z]/.test(name);
}

function characterOf(target: unknown, key: string): unknown {
  return typeof target === 'string' && /^\d+$/.test(key) ? target[Number(key)] : undefined;
}

/** A member that is no function is its own value: `getFullName()` of a row, `all()` of a list. */
function callWrap(callee: unknown, name: string, context: Context, args: unknown[]): unknown {
  const isMember = name.endsWith('"]');
  if (isMember && typeof callee !== 'function' && args.length === 0) return callee;
  return nunjucksRuntime.callWrap(callee, name, context, args);
}

/** Nothing is put together from what is missing. */
function concat(left: unknown, right: unknown): string {
  return `${printed(left) ?? ''}${printed(right) ?? ''}`;
}

function superBlock(env: unknown, context: Context, frame: Frame, name: string, current: unknown): unknown {
  let text = '';
  context.getSuper(env, name, current, frame, templateRuntime, (error, result) => {
    if (error) throw error;
    text = result;
  });
  return nunjucksRuntime.markSafe(text);
}
