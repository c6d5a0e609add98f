import type { EventParameters, EventTimings, Frame, Joined } from '../protocol.ts';
import { Bindings, type BindingsOwner, type BoundEvent } from './bindings.ts';
import { Connection, type ConnectionOwner, type Platform, type Status } from './connection.ts';
import { Controls } from './controls.ts';
import { keepFocus } from './focus.ts';
import { Hooks } from './hooks.ts';
import type { ChangeListener } from './liveNodes.ts';
import { Marks, markClasses, markDisabled } from './marks.ts';
import { Navigation, type NavigationOwner } from './navigation.ts';
import { NumberedTree } from './numberedTree.ts';
import type { Waiting } from './outbox.ts';
import { Timers } from './timers.ts';

/** What a page is served with. */
export interface PageIdentity {
  readonly root: Element;
  readonly key: string | null;
  readonly token: string;
  /** Random text of this load. */
  readonly client: string;
}

/** What development adds. */
export interface Watcher {
  /** After a frame with `hash`: whether the page has it. */
  verify(expected: number, actual: number): boolean;
  problems(text: string | null): void;
}

/** One live page in the browser: hands to each part what concerns it. */
export class Page implements ConnectionOwner, BindingsOwner, NavigationOwner {
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
  /** What the current frame answers. */
  #done: readonly Waiting[] = [];

  constructor({ root, ...identity }: PageIdentity, platform: Platform, watcher: Watcher | null) {
    this.root = root;
    this.#watcher = watcher;
    this.hooks = new Hooks(this);
    this.#tree = new NumberedTree(root, this.#changeListener());
    this.#timers = new Timers(platform);
    this.#bindings = new Bindings(this, this.#controls, this.#timers);
    this.#navigation = new Navigation(this, this.#tree);
    this.connection = new Connection(identity, this, platform);
  }
}
