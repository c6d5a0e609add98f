import type { EventId, EventParameters, Frame, Joined } from '../protocol.ts';
import { type BindingsOwner, createBindings, type Sender } from './bindings.ts';
import {
  type ConnectionOwner,
  createConnection,
  type MessageBody,
  type Platform,
  type Status,
  type Waiting,
} from './connection.ts';
import { createControls } from './controls.ts';
import { keepFocus } from './focus.ts';
import { createHooks, type HookDefinition, type HooksOwner } from './hooks.ts';
import { createMarks, markClasses, markDisabled } from './marks.ts';
import { address, createNavigation, type NavigationOwner } from './navigation.ts';
import { numberTree } from './numberedTree.ts';
import { createTimers } from './timers.ts';

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
  /** Whether to go on with a page that has a hash, where the server expects another one after a frame. */
  verify(expected: number | undefined, actual: number): boolean;
  problems(text: string | null): void;
}

export type Page = ReturnType<typeof createPage>;

/** One live page in the browser: hands to each part what concerns it. */
export function createPage(
  { root, hooks: registry, ...identity }: PageIdentity,
  platform: Platform,
  watcher?: Watcher,
) {
  /** Whether the page changes itself just now: focus that comes and goes so is no event. */
  let isQuiet = false;
  /** Nodes that the current message has changed. */
  let changed = new Set<Node>();

  const owner: ConnectionOwner & BindingsOwner & NavigationOwner & HooksOwner = {
    root,
    get isLive() {
      return connection.status === 'live';
    },
    get isListening() {
      return connection.status !== 'closed' && !isQuiet;
    },
    timings: {},
    ...{ describe, joined, frame, lost, status, problems, send, pushEvent, quietly },
  };

  const marks = createMarks();
  const controls = createControls();
  const timers = createTimers(platform);
  const tree = numberTree(root, (node, attribute) => {
    changed.add(node);
    controls.note(node, attribute);
  });
  const bindings = createBindings(owner, controls, timers);
  const navigation = createNavigation(owner, marks, timers);
  const hooks = createHooks(owner, registry);
  const connection = createConnection(identity, owner, platform);

  return {
    hooks,
    connection,
    pushEvent,
    /** Takes over the page as it was loaded. */
    start(): void {
      controls.adopt(root);
      tree.adopt();
      bindings.listen();
      navigation.listen();
      connection.connect();
    },
    /** The page is left; it may come back as it was. */
    leave(): void {
      timers.clear();
      connection.disconnect();
    },
  };

  function describe() {
    return { url: address(), hash: marks.off(tree.hash) };
  }

  function joined(joined: Joined, done: readonly Waiting[], isNew: boolean): void {
    const { kind, tree: whole, title, timings } = joined;
    owner.timings = timings;
    change(done, true, () => {
      if (whole) tree.align(whole, kind === 'adopted');
      else if (kind === 'mounted') tree.renumber();
    });
    document.title = title;
    navigation.begin(kind === 'resumed');
    hooks.update(changed);
    if (isNew) bindings.recover();
  }

  function frame(frame: Frame, done: readonly Waiting[], isStale: boolean): boolean {
    const { url, view, title, pushes = [], problem, hash } = frame;
    if (url) navigation.savePosition();
    if (view) {
      owner.timings = view;
      bindings.forget();
    }
    let isRight = true;
    change(done, !problem, () => {
      isRight = isStale || update(frame);
    });
    if (watcher && isRight && !isStale) isRight = watcher.verify(hash, describe().hash);
    if (title) document.title = title;
    navigation.follow(frame, done);
    hooks.update(changed);
    for (const push of pushes) hooks.push(...push);
    if (problem) dispatch('lg:problem', problem);
    return isRight;
  }

  /** Runs `work` on the tree as the server knows it, and ends the wait for what is done. */
  function change(done: readonly Waiting[], isGood: boolean, work: () => void): void {
    changed = new Set();
    quietly(() => {
      marks.off(() => {
        marks.remove(done);
        keepFocus(() => controls.during(work));
        for (const { settle } of done) settle?.(isGood);
      });
    });
  }

  /** Whether the tree fits. */
  function update({ patches = [], tree: whole }: Frame): boolean {
    if (!whole) return tree.apply(patches);
    tree.align(whole, false);
    return true;
  }

  function lost(gone: readonly Waiting[]): void {
    if (gone.length === 0) return;
    quietly(() => marks.remove(gone));
    for (const { settle } of gone) settle?.(false);
    dispatch('lg:lost', { names: gone.map(({ body }) => body[1]) });
  }

  function status(status: Status): void {
    const { classList } = document.documentElement;
    for (const name of ['connecting', 'live', 'offline']) classList.toggle(`lg-${name}`, name === status);
    dispatch('lg:status', { status });
  }

  function problems(text: string | null): void {
    watcher?.problems(text);
  }

  /** Gives null where it is lost at once. */
  function send(body: MessageBody, { element, type, button, settle }: Partial<Sender> = {}): EventId | null {
    const id = connection.send(body, settle);
    if (!id || !element) return id;
    quietly(() => {
      marks.add(id, markClasses(element, 'lg-loading', `lg-${type}-loading`));
      if (button?.hasAttribute('lg-disable-with')) marks.add(id, markDisabled(button as HTMLElement));
    });
    return id;
  }

  function pushEvent(name: string, parameters: EventParameters = {}, element: Element = root): Promise<boolean> {
    return new Promise((settle) => send(['event', name, parameters], { element, type: 'push', settle }));
  }

  function quietly(work: () => void): void {
    isQuiet = true;
    work();
    isQuiet = false;
  }

  function dispatch(type: string, detail: unknown): void {
    root.dispatchEvent(new CustomEvent(type, { bubbles: true, detail }));
  }
}
