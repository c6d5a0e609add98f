import type { StatementRecord } from '../data/statements.ts';
import type { ViewClass } from '../live/liveView.ts';
import type { Session } from '../live/session.ts';
import type { Update } from '../live/updateView.ts';
import type { ClientMessage, EventParameters, FormState, Frame, JoinRequest, Patch, Problem } from '../protocol.ts';
import { readFields } from '../protocol.ts';
import { collapse, type DomQuery, queryDom, textOf } from './domQuery.ts';
import type { DomElement } from './domTree.ts';
import type { FakeConnection } from './fakeConnection.ts';
import {
  type ControlValue,
  controlsOf,
  FormControls,
  fieldNameOf,
  formOf,
  isControl,
  isDisabled,
  isSubmitButton,
  kindOf,
} from './formControls.ts';
import { serializeHtml } from './serializeHtml.ts';
import type { TestClient } from './testClient.ts';
import {
  anotherView,
  badValue,
  describeCandidates,
  disabled,
  keyFiltered,
  noField,
  notBound,
  notFound,
  pageSays,
  severalFound,
  wrongElement,
} from './testingErrors.ts';

type Filled = Readonly<Record<string, ControlValue>>;

export interface TestPageOptions {
  readonly client: TestClient;
  /** The one that was mounted. */
  readonly view: ViewClass;
  /** The last pass that has shown the page. */
  lastUpdate(): Update;
  onClose(): void;
}

/**
 * A page that `mount` has opened, and who uses it. What a person does is sent as the browser's runtime would send it, at
 * once (`lg-debounce`, `lg-throttle` and a handler's own waits do not apply, and `lg-confirm` is said yes to), and resolves
 * when the server's answer is on the page. It rejects with a `PageProblemError` where the server answers with a problem, and
 * with a LivegraftError (LG8001 to LG8008) for what a person could not do.
 *
 * Selectors are CSS, with `:contains("text")`; what is done takes one that finds one element. What a page holds is what is
 * inside its `lg-root`.
 */
export class TestPage<Context extends object = object> {
  readonly #client: TestClient;
  readonly #controls = new FormControls();
  readonly #view: ViewClass;
  readonly #lastUpdate: () => Update;
  readonly #onClose: () => void;

  constructor({ client, view, lastUpdate, onClose }: TestPageOptions) {
    this.#client = client;
    this.#view = view;
    this.#lastUpdate = lastUpdate;
    this.#onClose = onClose;
  }

  /** Clicks what has `lg-click`, a link with `lg-patch` or `lg-navigate`, or a button that submits a form. */
  async click(selector: string): Promise<void> {
    const query = this.#query();
    const target = this.#find(selector, query, 'lg-click');
    const bound = closestBound(target, 'lg-click', query);
    if (bound) return this.#clickBound(bound, query);
    const link = query.closest(target, (element) => element.name === 'a' && isLive(element));
    const url = link && this.#addressOf(link.attributes.get('href'));
    if (url) return this.visit(url, visitKindOf(link));
    const button = query.closest(target, isSubmitButton);
    const form = button && formOf(button, query);
    if (form) return this.#send(form, button, selector, query);
    throw notBound(selector, target, 'lg-click', query.all('[lg-click]'));
  }

  /** Types into a control, of which an `lg-input` tells the server: its own, one around it, or its form's. */
  async input(selector: string, value: string): Promise<void> {
    return this.#enter('input', selector, value);
  }

  /**
   * Changes a control, of which an `lg-change` tells the server. A checkbox or radio button takes true or false, a select
   * the value of an option. Without a value the control is as it was; a form's selector stands for the form as a whole.
   */
  async change(selector: string, value?: ControlValue): Promise<void> {
    return this.#enter('change', selector, value);
  }

  /** Fills a form in, by the names of its fields, and submits it. */
  async submit(selector: string, values: Filled = {}): Promise<void> {
    const query = this.#query();
    const form = this.#find(selector, query, 'lg-submit');
    if (form.name !== 'form') throw wrongElement(selector, form, 'form');
    for (const [name, value] of Object.entries(values)) this.#fill(form, name, value, query);
    return this.#send(form, null, selector, query);
  }

  /** Presses a key, as `KeyboardEvent.key` names it, on an element: for `lg-keydown` and `lg-window-keydown`. */
  async keydown(selector: string, key: string): Promise<void> {
    const query = this.#query();
    const target = this.#find(selector, query, 'lg-keydown');
    const nearest = closestBound(target, 'lg-keydown', query);
    const bound = [...(nearest ? [nearest] : []), ...query.all('[lg-window-keydown]')];
    if (bound.length === 0) throw notBound(selector, target, 'lg-keydown', query.all('[lg-keydown]'));
    const passing = bound.filter((element) => passesFilter(key, element));
    if (passing.length === 0) throw keyFiltered(selector, key, bound[0]!.attributes.get('lg-key-filter')!);
    const sent = passing.map((element) => {
      const name = element === nearest ? 'lg-keydown' : 'lg-window-keydown';
      return this.#trigger(name, element, element, query, { key });
    });
    await Promise.all(sent);
  }

  /** Goes to another address of the application, as a link with `lg-patch` or `lg-navigate` does. */
  async visit(url: string, kind: 'patch' | 'navigate' = 'patch'): Promise<void> {
    return this.#client.request((id, seen) => ['visit', id, seen, url, kind]);
  }

  /** Sends an event whatever the page shows: what a hook would send, or somebody with bad intent. */
  async event(name: string, parameters: EventParameters = {}, form?: FormState): Promise<void> {
    return this.#client.request((id, seen) =>
      form ? ['event', id, seen, name, parameters, form] : ['event', id, seen, name, parameters],
    );
  }

  /** Sends a message as it is given. Of an event or a visit it waits for the answer. */
  async send(message: Exclude<ClientMessage, readonly ['join', JoinRequest]>): Promise<void> {
    const id = message[0] === 'event' || message[0] === 'visit' ? message[1] : null;
    return this.#client.send(() => message, id);
  }

  /** The next frame that comes, such as that of a timer. Ask for it before its reason. */
  async nextFrame(): Promise<Frame> {
    return this.#client.nextFrame();
  }

  /** The socket is lost. What is done meanwhile is sent after `reconnect`. */
  disconnect(): void {
    this.#client.disconnect();
  }

  /** Loses the socket, where there is one, and comes back: to the same session, or where it is gone to a new one. */
  async reconnect(): Promise<void> {
    return this.#client.reconnect();
  }

  /** Leaves the page. */
  close(): void {
    this.#client.close();
    this.#onClose();
  }

  /** The live root as HTML, without what was typed since. */
  html(): string {
    return serializeHtml(this.#client.root);
  }

  /** The text of the page or of the one element that a selector finds, white space as a browser shows it. */
  text(selector?: string): string {
    return collapse(textOf(selector === undefined ? this.#client.root : this.element(selector)));
  }

  /** The texts of all elements that a selector finds. */
  texts(selector: string): string[] {
    return this.#query()
      .all(selector)
      .map((element) => collapse(textOf(element)));
  }

  has(selector: string): boolean {
    return this.#query().all(selector).length > 0;
  }

  /** The one element that a selector finds, with its `attributes` and `children`. Throws LG8001 and LG8002. */
  element(selector: string): DomElement {
    const found = this.#query().all(selector);
    if (found.length === 0) throw notFound(selector, pageSays(this.text()));
    if (found.length > 1) throw severalFound(selector, found);
    return found[0]!;
  }

  /** What a person sees in a control. */
  value(selector: string): ControlValue {
    const control = this.element(selector);
    if (!isControl(control)) throw wrongElement(selector, control, 'control');
    const value = this.#controls.valueOf(control, this.#query());
    return Array.isArray(value) && !control.attributes.has('multiple') ? (value[0] ?? '') : value;
  }

  get title(): string {
    return this.#client.title;
  }

  /** Path and query, as the address bar has them. */
  get url(): string {
    return this.#client.url;
  }

  /** The address that the server has told the browser to load, or null. */
  get redirected(): string | null {
    return this.#client.redirected;
  }

  /** What the last event or visit, or a message meanwhile, has failed with; null where it has not. */
  get problem(): Problem | null {
    return this.#client.problem;
  }

  /**
   * What the template was given when the page was last shown: rows as plain objects with the fields that it reads. The type
   * is that of the view that was mounted; throws LG8015 where another is shown.
   */
  get context(): Context {
    const { view, context } = this.#lastUpdate();
    if (view.constructor !== this.#view) throw anotherView(this.#view.name, view.constructor.name);
    return context as Context;
  }

  /** The SQL of the last update, in order. */
  statements(): readonly StatementRecord[] {
    return this.#lastUpdate().statements;
  }

  /** Every frame that has come, the last one last. */
  frames(): readonly Frame[] {
    return this.#client.frames;
  }

  /** The patches of the last frame. */
  patches(): readonly Patch[] {
    return this.#client.frames.at(-1)?.patches ?? [];
  }

  /** What `pushEvent` has sent so far: names with their plain data. */
  pushes(): readonly (readonly [name: string, payload: unknown])[] {
    return this.#client.pushes;
  }

  /** The server's side of the page; its `view` is the one that is shown. */
  get session(): Session {
    return this.#client.session;
  }

  /** The browser's end of the wire: to cut, stall and drain. */
  get connection(): FakeConnection {
    return this.#client.connection;
  }

  /** The tree as it is now. */
  #query(): DomQuery {
    const query = queryDom(this.#client.root);
    this.#controls.reconcile(query);
    return query;
  }

  /** The one element that a person would use. */
  #find(selector: string, query: DomQuery, attribute: string): DomElement {
    const found = query.all(selector);
    const hint = () => describeCandidates(query.all(`[${attribute}]`), `"${attribute}"`);
    if (found.length === 0) throw notFound(selector, hint());
    if (found.length > 1) throw severalFound(selector, found);
    const off = query.closest(found[0]!, (element) => element.name !== 'fieldset' && isDisabled(element, query));
    if (off) throw disabled(selector, off);
    return found[0]!;
  }

  /** A checkbox is what it becomes before its click is heard. */
  #clickBound(bound: DomElement, query: DomQuery): Promise<void> {
    const isOn = this.#controls.valueOf(bound, query) === true;
    if (kindOf(bound) === 'checkbox') this.#controls.put(bound, !isOn, query);
    if (kindOf(bound) === 'radio') this.#controls.put(bound, true, query);
    return this.#trigger('lg-click', bound, bound, query);
  }

  #enter(type: 'input' | 'change', selector: string, value: ControlValue | undefined): Promise<void> {
    const query = this.#query();
    const attribute = `lg-${type}`;
    const target = this.#find(selector, query, attribute);
    if (!isControl(target) && target.name !== 'form') throw wrongElement(selector, target, 'control');
    const form = formOf(target, query);
    const bound = closestBound(target, attribute, query) ?? (form?.attributes.has(attribute) ? form : null);
    if (!bound) throw notBound(selector, target, attribute, query.all(`[${attribute}]`));
    if (value !== undefined) this.#put(target, value, query);
    else if (form && form !== target) this.#controls.use(form, fieldNameOf(target));
    return this.#trigger(attribute, bound, target, query);
  }

  #put(target: DomElement, value: ControlValue, query: DomQuery): void {
    if (!isControl(target)) throw badValue(target, value);
    this.#controls.put(target, value, query);
  }

  /** Of boxes and radio buttons with one name, those with the given values are checked. */
  #fill(form: DomElement, name: string, value: ControlValue, query: DomQuery): void {
    const all = controlsOf(form, query).filter((control) => isControl(control) && !isDisabled(control, query));
    const fields = all.filter((control) => fieldNameOf(control) === name.replace(/\[\]$/, ''));
    const [first] = fields;
    const names = all.map(fieldNameOf).filter((known) => known !== null);
    if (!first) throw noField(form, name, [...new Set(names)]);
    if (!/^(checkbox|radio)$/.test(kindOf(first)) || typeof value === 'boolean') return this.#put(first, value, query);
    const wanted = [value].flat();
    const values = fields.map(({ attributes }) => attributes.get('value') ?? 'on');
    if (!wanted.every((text) => values.includes(text))) throw badValue(first, value);
    for (const [index, control] of fields.entries()) {
      if (wanted.includes(values[index]!) || kindOf(control) === 'checkbox') {
        this.#put(control, wanted.includes(values[index]!), query);
      }
    }
  }

  /** Submits a form, by a button where one is given. */
  async #send(form: DomElement, button: DomElement | null, selector: string, query: DomQuery): Promise<void> {
    const fields = this.#controls.fieldsOf(form, query, button);
    const name = form.attributes.get('lg-submit');
    if (name === undefined) {
      const url = isLive(form) ? this.#addressOf(form.attributes.get('action') ?? this.url, fields) : null;
      if (url) return this.visit(url, visitKindOf(form));
      throw notBound(selector, form, 'lg-submit', query.all('[lg-submit]'));
    }
    for (const field of Object.keys(fields)) this.#controls.use(form, field);
    const state = { target: null, used: this.#controls.usedOf(form) };
    await this.event(name, { ...readValues(form), ...fields }, state);
    this.#controls.accept(form, this.#query());
  }

  #trigger(
    attribute: string,
    bound: DomElement,
    source: DomElement,
    query: DomQuery,
    extra: EventParameters = {},
  ): Promise<void> {
    const name = bound.attributes.get(attribute)!;
    const values = readValues(bound);
    if (bound.name !== 'form' || !/^lg-(input|change)$/.test(attribute)) {
      return this.event(name, { ...values, ...this.#readControl(source, query), ...extra });
    }
    const state = { target: source === bound ? null : fieldNameOf(source), used: this.#controls.usedOf(bound) };
    return this.event(name, { ...values, ...this.#controls.fieldsOf(bound, query), ...extra }, state);
  }

  /** What a control adds to an event of its own: its value under its name. */
  #readControl(source: DomElement, query: DomQuery): EventParameters {
    const name = source.attributes.get('name') || 'value';
    const value = source.attributes.get('value');
    if (source.name === 'button') return value ? { [name]: value } : {};
    return isControl(source) ? readFields(this.#controls.entriesOf(source, name, query)) : {};
  }

  /** Path and query of an address in the page, or null where it is another origin's. */
  #addressOf(href: string | undefined, fields?: Readonly<Record<string, string | string[]>>): string | null {
    const base = new URL(this.url, 'http://page.invalid');
    if (href === undefined || !URL.canParse(href, base.href)) return null;
    const url = new URL(href, base);
    if (fields) url.search = new URLSearchParams(pairsOf(fields)).toString();
    return url.origin === base.origin ? url.pathname + url.search + url.hash : null;
  }
}

function closestBound(target: DomElement, attribute: string, query: DomQuery): DomElement | null {
  return query.closest(target, ({ attributes }) => attributes.has(attribute));
}

function isLive({ attributes }: DomElement): boolean {
  return attributes.has('lg-patch') || attributes.has('lg-navigate');
}

function visitKindOf({ attributes }: DomElement): 'patch' | 'navigate' {
  return attributes.has('lg-navigate') ? 'navigate' : 'patch';
}

/** `lg-value-request-id="5"` → `{ requestId: '5' }` */
function readValues({ attributes }: DomElement): Record<string, string> {
  const pairs = [...attributes].flatMap(([name, value]) => {
    return name.startsWith('lg-value-') ? [[toCamelCase(name.slice(9)), value] as const] : [];
  });
  return Object.fromEntries(pairs);
}

function toCamelCase(name: string): string {
  return name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** `lg-key-filter="Enter Escape"`; the space bar is `Space`. */
function passesFilter(key: string, { attributes }: DomElement): boolean {
  const filter = attributes.get('lg-key-filter');
  const name = key === ' ' ? 'space' : key.toLowerCase();
  return (
    filter === undefined ||
    filter
      .toLowerCase()
      .split(/[\s,]+/)
      .includes(name)
  );
}

function pairsOf(fields: Readonly<Record<string, string | string[]>>): [string, string][] {
  return Object.entries(fields).flatMap(([name, value]) => {
    return typeof value === 'string'
      ? [[name, value] as [string, string]]
      : value.map((text) => [`${name}[]`, text] as [string, string]);
  });
}
