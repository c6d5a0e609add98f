import type { EventId, Frame, VisitMessage } from '../protocol.ts';
import { confirmed } from './bindings.ts';
import type { NumberedTree } from './numberedTree.ts';
import type { Waiting } from './outbox.ts';
import type { Timers } from './timers.ts';

export type VisitKind = VisitMessage[4];

export interface NavigationOwner {
  readonly root: Element;
  readonly isLive: boolean;
  readonly isActive: boolean;
  /** Asks the server to show another address. `element` shows that the answer is awaited. */
  visit(url: string, kind: VisitKind, element: Element | null): EventId | null;
  /** Runs what moves the focus but means no event. */
  quietly(work: () => void): void;
}

/** Path and query of the address bar. */
export const address = (): string => location.pathname + location.search;

/** Links and forms that lead to other addresses, the history, and where the page is scrolled to. */
export class Navigation {
  readonly #owner: NavigationOwner;
  readonly #tree: NumberedTree;
  readonly #timers: Timers;
  /** What the page shows, as far as that is known. */
  #shown = address();
  /** The visit that the person's last step in the history has led to. */
  #fromHistory: EventId | null = null;
  #announcer: HTMLElement | null = null;

  constructor(owner: NavigationOwner, tree: NumberedTree, timers: Timers) {
    this.#owner = owner;
    this.#tree = tree;
    this.#timers = timers;
  }

  listen(): void {
    document.addEventListener('click', (event) => this.#click(event));
    document.addEventListener('submit', (event) => this.#submit(event));
    window.addEventListener('popstate', () => this.#popState());
    window.addEventListener('scroll', () => {
      this.#timers.pace(document.documentElement, 'scroll', { debounce: 100, keepsLast: true }, savePosition);
    });
    window.addEventListener('pagehide', savePosition);
    restorePosition();
  }

  /** The page is live: the browser does not know when its parts have come, so scrolling is done here from now on. */
  begin(isOn: boolean): void {
    history.scrollRestoration = 'manual';
    if (!isOn) this.#shown = address();
  }

  /** Does what a frame says about the address, after its patches. */
  follow({ url, view, load, problem }: Frame, done: readonly Waiting[]): void {
    const isFromHistory = done.some(({ id }) => id === this.#fromHistory);
    if (isFromHistory) this.#fromHistory = null;
    if (url && !(isFromHistory && url[0] === 'push')) this.#setAddress(url[0], url[1]);
    if (load !== undefined) return location.assign(load);
    if (url || (isFromHistory && !problem)) this.#shown = address();
    if (isFromHistory) restorePosition();
    else if (view) this.#arrive();
  }

  #setAddress(kind: 'push' | 'replace', url: string): void {
    if (kind === 'replace') return history.replaceState(history.state, '', url);
    savePosition();
    history.pushState({ lgScroll: [0, 0] }, '', url);
  }

  #click(event: MouseEvent): void {
    const link = (event.target as Element).closest?.<HTMLAnchorElement>('a[href]:is([lg-patch], [lg-navigate])');
    const hasModifier = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button !== 0;
    if (!link || hasModifier || event.defaultPrevented || link.target || link.hasAttribute('download')) return;
    this.#follow(event, link, link, link);
  }

  #submit(event: SubmitEvent): void {
    const form = event.target as HTMLFormElement;
    const { submitter } = event;
    const read = (name: string) => submitter?.getAttribute(`form${name}`) ?? form.getAttribute(name);
    if (event.defaultPrevented || !form.matches(':is([lg-patch], [lg-navigate])') || read('target')) return;
    if ((read('method') || 'get').toLowerCase() !== 'get') return;
    const url = document.createElement('a');
    url.href = read('action') || location.href;
    const fields = [...new FormData(form, submitter)].filter((field): field is [string, string] => {
      return typeof field[1] === 'string';
    });
    url.search = new URLSearchParams(fields).toString();
    this.#follow(event, form, url, submitter?.hasAttribute('lg-confirm') ? submitter : form);
  }

  #follow(event: Event, element: Element, url: HTMLAnchorElement, asking: Element): void {
    const isHere = url.hash !== '' && url.pathname + url.search === address();
    if (!this.#owner.isLive || url.origin !== location.origin || isHere) return;
    event.preventDefault();
    if (!confirmed(asking)) return;
    const kind = element.hasAttribute('lg-navigate') ? 'navigate' : 'patch';
    this.#owner.visit(url.pathname + url.search + url.hash, kind, element);
  }

  #popState(): void {
    if (address() === this.#shown) return restorePosition();
    if (!this.#owner.isActive) return location.replace(address());
    this.#fromHistory = this.#owner.visit(address(), 'patch', null);
  }

  /** Another view is there: shows its beginning and says so to who does not see it. */
  #arrive(): void {
    const target = document.getElementById(fragment());
    if (target) target.scrollIntoView();
    else scrollTo({ top: 0, left: 0, behavior: 'instant' });
    const heading = this.#owner.root.querySelector<HTMLElement>('h1');
    const element = this.#owner.root.querySelector<HTMLElement>('[autofocus]') ?? heading;
    if (element) this.#owner.quietly(() => this.#focus(element));
    this.#announce(document.title);
  }

  #focus(element: HTMLElement): void {
    if (element.nodeName === 'H1' && !element.hasAttribute('tabindex')) {
      this.#tree.setOwnAttribute(element, 'tabindex', '-1');
      element.addEventListener('blur', () => this.#tree.removeOwnAttribute(element, 'tabindex'), { once: true });
    }
    element.focus({ preventScroll: true });
  }

  #announce(text: string): void {
    this.#announcer ??= createAnnouncer();
    this.#announcer.textContent = text;
  }
}

function fragment(): string {
  const text = location.hash.slice(1);
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** An element that is read out and not seen. */
function createAnnouncer(): HTMLElement {
  const element = document.createElement('div');
  element.setAttribute('aria-live', 'polite');
  const style = { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' };
  Object.assign(element.style, style);
  return document.body.appendChild(element);
}

function savePosition(): void {
  if (history.scrollRestoration !== 'manual') return;
  history.replaceState({ ...history.state, lgScroll: [scrollX, scrollY] }, '');
}

function restorePosition(): void {
  const [left, top] = history.state?.lgScroll ?? [];
  if (typeof top === 'number') scrollTo({ left, top, behavior: 'instant' });
}
