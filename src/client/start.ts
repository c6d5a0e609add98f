import type { EventParameters } from '../protocol.ts';
import type { Platform, Status } from './connection.ts';
import type { HookDefinition } from './hooks.ts';
import { createPage, type Page, type Watcher } from './page.ts';

/** `window.livegraft`: what a page's own scripts have. */
export interface Livegraft {
  readonly hooks: Record<string, HookDefinition>;
  readonly status: Status;
  /** Registers a hook and mounts it where it is wanted already. */
  hook(name: string, definition: HookDefinition): void;
  /** Gives whether the event was answered. */
  pushEvent(name: string, parameters?: EventParameters): Promise<boolean>;
  connect(): void;
  disconnect(): void;
  /** In development: delays every message by so many milliseconds each way; 0 ends it. */
  latency?(ms: number): void;
}

declare global {
  interface Document {
    readonly prerendering?: boolean;
  }
}

/** Makes the page live that the script stands in. Gives undefined where nothing of it is. */
export function startPage(platform: Platform, watcher?: Watcher): Livegraft | undefined {
  const { lgKey = null, lgToken } = (document.currentScript as HTMLScriptElement).dataset;
  const root = document.querySelector('[lg-root]');
  if (!root || !lgToken) return undefined;
  const { hooks = {} } = (window as { livegraft?: Partial<Livegraft> }).livegraft ?? {};
  const page = createPage({ root, key: lgKey, token: lgToken, client: randomText(), hooks }, platform, watcher);
  const livegraft = expose(page);
  Object.assign(window, { livegraft });
  followLife(page);
  if (document.prerendering) document.addEventListener('prerenderingchange', page.start, { once: true });
  else page.start();
  return livegraft;
}

function expose({ connection, hooks, pushEvent, leave }: Page): Livegraft {
  return {
    hooks: hooks.registry,
    get status() {
      return connection.status;
    },
    hook: hooks.register,
    pushEvent,
    connect: connection.connect,
    disconnect: leave,
  };
}

/** The page is left and comes back; the network and the person do. */
function followLife({ connection, leave }: Page): void {
  addEventListener('pagehide', leave);
  addEventListener('pageshow', ({ persisted }) => persisted && connection.connect());
  addEventListener('online', connection.hurry);
  document.addEventListener('visibilitychange', () => document.hidden || connection.hurry());
}

/** 16 random bytes. */
function randomText(): string {
  return crypto.getRandomValues(new Uint32Array(4)).join('-');
}
