import type { EventParameters } from '../protocol.ts';
import type { Platform, Status } from './connection.ts';
import type { HookDefinition } from './hooks.ts';
import { Page, type Watcher } from './page.ts';

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

/** Makes the page live that the script stands in. Gives null where nothing of it is. */
export function startPage(platform: Platform, watcher: Watcher | null = null): Livegraft | null {
  const { lgKey, lgToken } = (document.currentScript as HTMLScriptElement | null)?.dataset ?? {};
  const root = document.querySelector('[lg-root]');
  if (!root || lgToken === undefined || !window.WebSocket) return null;
  const { hooks = {} } = (window as { livegraft?: Partial<Livegraft> }).livegraft ?? {};
  const page = new Page({ root, key: lgKey ?? null, token: lgToken, client: randomText(), hooks }, platform, watcher);
  const livegraft = expose(page);
  Object.assign(window, { livegraft });
  followLife(page);
  if (document.prerendering) document.addEventListener('prerenderingchange', () => page.start(), { once: true });
  else page.start();
  return livegraft;
}

declare global {
  interface Document {
    readonly prerendering?: boolean;
  }
}

function expose(page: Page): Livegraft {
  return {
    hooks: page.hooks.registry,
    get status() {
      return page.connection.status;
    },
    hook: (name, definition) => page.hooks.register(name, definition),
    pushEvent: (name, parameters) => page.pushEvent(name, parameters),
    connect: () => page.connection.connect(),
    disconnect: () => page.leave(),
  };
}

/** The page is left and comes back; the network and the person do. */
function followLife(page: Page): void {
  const { connection } = page;
  window.addEventListener('pagehide', () => page.leave());
  window.addEventListener('pageshow', ({ persisted }) => {
    if (!persisted) return;
    connection.forget();
    connection.connect();
  });
  window.addEventListener('online', () => connection.hurry());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') connection.hurry();
  });
}

/** 16 random bytes as base64url. */
function randomText(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bytes)).replace(/[+/=]/g, (sign) => ({ '+': '-', '/': '_' })[sign] ?? '');
}
