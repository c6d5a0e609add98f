import type { EventId, EventParameters, EventTimings, Frame, Joined, Problem } from '../protocol.ts';
import { Bindings, type BindingsOwner, type BoundEvent } from './bindings.ts';
import { Connection, type ConnectionOwner, type Platform, type Status } from './connection.ts';
import { Controls } from './controls.ts';
import { keepFocus } from './focus.ts';
import { type HookDefinition, Hooks, type HooksOwner } from './hooks.ts';
import { Marks, markClasses, markDisabled } from './marks.ts';
import { address, Navigation, type NavigationOwner, type VisitKind } from './navigation.ts';
import { NumberedTree } from './numberedTree.ts';
import type { Waiting } from './outbox.ts';
import { Timers } from './timers.ts';

/** What a page was served with. */
export interface PageIdentity {
  readonly root: Element;
  readonly key: string | null;
  readonly token: string;
  /** Random text of this load. */
  readonly client: string;
  readonly hooks: Record<string, HookDefinition>;
}

/** What development adds. */
export interface Watcher {
  /** Whether the page has the hash that the server expects after a frame. */
  verify(expected: number, actual: number): boolean;
  problems(text: string | null): void;
}

/** One live page in the browser: hands to each part what concerns it. */
export class Page implements ConnectionOwner, BindingsOwner, NavigationOwner, HooksOwner {
  readonly root: Element;
  readonly hooks: Hooks;
  readonly connection: Connection;
  timings: EventTimings = {};
  isQuiet = false;
  readonly #tree: NumberedTree;
  readonly #controls = new Controls();
  readonly #marks = new Marks();
  readonly #timers: Timers;
  readonly #bindings: Bindings;
  readonly #navigation: Navigation;
  readonly #watcher: Watcher | null;
  /** Nodes that the current message has changed. */
  #changed = new Set<Node>();

  constructor({ root, hooks, ...identity }: PageIdentity, platform: Platform, watcher: Watcher | null) {
    this.root = root;
    this.#watcher = watcher;
    this.#tree = new NumberedTree(root, {
      attribute: (element, name) => this.#noteAttribute(element, name),
      content: (node) => this.#noteContent(node),
    });
    this.#timers = new Timers(platform);
    this.#bindings = new Bindings(this, this.#controls, this.#timers);
    this.#navigation = new Navigation(this, this.#tree, this.#timers);
    this.hooks = new Hooks(this, hooks);
    this.connection = new Connection(identity, this, platform);
  }

  /** Takes over the page as it was loaded. */
  start(): void {
    this.#controls.adopt(this.root);
    this.#tree.adopt();
    this.#bindings.listen();
    this.#navigation.listen();
    this.connection.connect();
  }

  /** The page is left; it may come back as it was. */
  leave(): void {
    this.#timers.clear();
    this.connection.disconnect();
  }

  get isActive(): boolean {
    return this.connection.status !== 'closed';
  }

  get isLive(): boolean {
    return this.connection.status === 'live';
  }

  describe() {
    return { url: address(), hash: this.#marks.off(() => this.#tree.hash) };
  }

  joined({ kind, tree, title, timings }: Joined, done: readonly Waiting[], isFirst: boolean): void {
    this.timings = timings;
    this.#change(done, true, () => {
      if (tree) this.#tree.align(tree, kind === 'adopted');
      else if (kind === 'mounted') this.#tree.renumber();
    });
    document.title = title;
    this.#navigation.begin(kind === 'resumed');
    this.hooks.update(this.#changed);
    if (kind === 'mounted' && !isFirst) this.#bindings.recover();
  }

  frame(frame: Frame, done: readonly Waiting[], isStale: boolean): boolean {
    const { view, title, pushes = [], problem, hash } = frame;
    if (view) this.#begin(view);
    let isRight = true;
    this.#change(done, !problem, () => {
      isRight = isStale || this.#update(frame);
    });
    if (hash !== undefined && isRight && !isStale && this.#watcher) {
      isRight = this.#watcher.verify(hash, this.describe().hash) || !!frame.tree;
    }
    if (title !== undefined) document.title = title;
    this.#navigation.follow(frame, done);
    this.hooks.update(this.#changed);
    for (const [name, payload] of pushes) this.#push(name, payload);
    if (problem) this.#report(problem);
    return isRight;
  }

  lost(gone: readonly Waiting[]): void {
    if (gone.length === 0) return;
    this.quietly(() => this.#marks.remove(gone));
    for (const { settle } of gone) settle(false);
    this.#dispatch('lg:lost', { names: gone.map(({ name }) => name) });
  }

  status(status: Status): void {
    const { classList } = document.documentElement;
    for (const name of ['connecting', 'live', 'offline']) classList.toggle(`lg-${name}`, name === status);
    document.dispatchEvent(new CustomEvent('lg:status', { detail: { status } }));
  }

  problems(text: string | null): void {
    this.#watcher?.problems(text);
  }

  send({ name, parameters, form, element, type, buttons, settle = () => {} }: BoundEvent): void {
    const waiting = this.connection.send({
      name,
      settle,
      toMessage: (id, seen) =>
        form ? ['event', id, seen, name, parameters, form] : ['event', id, seen, name, parameters],
    });
    if (waiting) this.#mark(waiting.id, element, type, buttons);
  }

  pushEvent(name: string, parameters: EventParameters = {}, element: Element = this.root): Promise<boolean> {
    return new Promise((settle) => this.send({ name, parameters, element, type: 'push', buttons: [], settle }));
  }

  visit(url: string, kind: VisitKind, element: Element | null): EventId | null {
    const waiting = this.connection.send({
      name: url,
      settle: () => {},
      toMessage: (id, seen) => ['visit', id, seen, url, kind],
    });
    if (waiting && element) this.#mark(waiting.id, element, element.nodeName === 'FORM' ? 'submit' : 'click', []);
    return waiting?.id ?? null;
  }

  quietly(work: () => void): void {
    const before = this.isQuiet;
    this.isQuiet = true;
    try {
      work();
    } finally {
      this.isQuiet = before;
    }
  }

  /** Another view is to be shown. */
  #begin(timings: EventTimings): void {
    this.timings = timings;
    this.#bindings.forget();
  }

  /** Runs `change` on the tree as the server knows it, and ends the wait for what is done. */
  #change(done: readonly Waiting[], isGood: boolean, change: () => void): void {
    this.#changed = new Set();
    this.quietly(() => {
      this.#marks.off(() => {
        this.#marks.remove(done);
        this.#controls.during(() => keepFocus(change));
        for (const { settle } of done) settle(isGood);
      });
    });
  }

  /** Whether the tree fits. */
  #update({ patches, tree }: Frame): boolean {
    if (!tree) return !patches || this.#tree.apply(patches);
    this.#tree.align(tree, false);
    return true;
  }

  #mark(id: EventId, element: Element, type: string, buttons: readonly Element[]): void {
    this.quietly(() => {
      this.#marks.add(id, markClasses(element, 'lg-loading', `lg-${type}-loading`), ...buttons.map(markDisabled));
    });
  }

  #push(name: string, payload: unknown): void {
    this.hooks.push(name, payload);
    this.#dispatch('lg:push', { name, payload });
  }

  #report(problem: Problem): void {
    console.error(`${problem.code ?? 'Error'}: ${problem.message}`);
    this.#dispatch('lg:problem', problem);
  }

  #dispatch(type: string, detail: unknown): void {
    this.root.dispatchEvent(new CustomEvent(type, { bubbles: true, detail }));
  }

  #noteAttribute(element: Element, name: string): void {
    this.#changed.add(element);
    this.#controls.attribute(element, name);
  }

  #noteContent(node: Node): void {
    this.#changed.add(node);
    this.#controls.content(node);
  }
}
