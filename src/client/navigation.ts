import type { EventId, Frame } from '../protocol.ts';
import { confirmed, type Sender } from './bindings.ts';
import type { MessageBody, Waiting } from './connection.ts';
import { type Marks, markAttribute } from './marks.ts';
import type { Timers } from './timers.ts';

export interface NavigationOwner {
  readonly root: Element;
  readonly isLive: boolean;
  /** Asks the server to show another address. */
  send(body: MessageBody, sender?: Sender): EventId | null;
  /** Runs what moves the focus but means no event. */
  quietly(work: () => void): void;
}

/** Path and query of the address bar. */
export const address = (): string => location.pathname + location.search;

/** Of a heading that has the focus: no event has this number. */
const headingMark = { id: 0 };

export type Navigation = ReturnType<typeof createNavigation>;

/** Links and forms that lead to other addresses, the history, and where the page is scrolled to. */
export function createNavigation(owner: NavigationOwner, marks: Marks, timers: Timers) {
  const { root } = owner;
  const announcer = createAnnouncer();
  /** What the page shows, as far as that is known. */
  let shown = address();
  /** The visit that the person's last step in the history has led to. */
  let fromHistory: EventId | null = null;

  return {
    listen(): void {
      document.addEventListener('click', click);
      document.addEventListener('submit', submit);
      addEventListener('popstate', popState);
      addEventListener('scroll', () => {
        timers.pace(root, 'scroll', { debounce: 100 }, savePosition);
      });
      addEventListener('pagehide', savePosition);
      restorePosition();
    },
    savePosition,
    /** The page is live: the browser does not know when its parts have come, so scrolling is done here from now on. */
    begin(isOn: boolean): void {
      history.scrollRestoration = 'manual';
      if (!isOn) shown = address();
    },
    /** Does what a frame says about the address, after its patches. */
    follow({ url, view, load, problem }: Frame, done: readonly Waiting[]): void {
      const isFromHistory = done.some(({ id }) => id === fromHistory);
      if (isFromHistory) fromHistory = null;
      if (url && !(isFromHistory && url[0] === 'push')) setAddress(...url);
      if (load) return location.assign(load);
      if (url || (isFromHistory && !problem)) shown = address();
      if (isFromHistory) restorePosition();
      else if (view) arrive();
    },
  };

  function click(event: MouseEvent): void {
    const link = (event.target as Element).closest<HTMLAnchorElement>(
      'a:is([lg-patch], [lg-navigate]):not([target], [download])',
    );
    const hasModifier = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (link?.href && !hasModifier) go(event, link, link.href);
  }

  function submit(event: SubmitEvent): void {
    const form = event.target as HTMLFormElement;
    const { submitter } = event;
    const isOther = submitter?.matches('[formaction], [formmethod], [formtarget]');
    if (isOther || !form.matches(':is([lg-patch], [lg-navigate]):not([target], [method=post])')) return;
    const url = new URL(form.getAttribute('action') ?? '', document.baseURI);
    url.search = String(new URLSearchParams(new FormData(form, submitter) as never));
    go(event, form, url.href, submitter);
  }

  function go(event: Event, element: Element, href: string, submitter?: Element | null): void {
    const { origin, pathname, search, hash } = new URL(href);
    const isHere = hash && pathname + search === address();
    if (event.defaultPrevented || !owner.isLive || origin !== location.origin || isHere) return;
    event.preventDefault();
    const kind = element.hasAttribute('lg-navigate') ? 'navigate' : 'patch';
    if (!confirmed(element, submitter)) return;
    owner.send(['visit', pathname + search + hash, kind], { element, type: event.type });
  }

  function popState(): void {
    if (address() === shown) return restorePosition();
    fromHistory = owner.send(['visit', address(), 'patch']);
    if (!fromHistory) location.assign(address());
  }

  /** With its place in the history, unless the person has left that and still sees the page. */
  function savePosition(): void {
    if (address() !== shown) return;
    history.replaceState({ ...history.state, lgScroll: { left: scrollX, top: scrollY } }, '');
  }

  /** Another view is there: shows its beginning and says so to who does not see it. */
  function arrive(): void {
    if (location.hash) location.replace(location.hash);
    else scrollTo({ left: 0, top: 0, behavior: 'instant' });
    owner.quietly(focusFirst);
    announcer.textContent = document.title;
  }

  function focusFirst(): void {
    const element = root.querySelector<HTMLElement>('[autofocus]') ?? root.querySelector('h1');
    if (element?.matches('h1:not([tabindex])')) {
      marks.add(headingMark.id, markAttribute(element, 'tabindex', '-1'));
      element.addEventListener('blur', () => marks.remove([headingMark]), { once: true });
    }
    element?.focus({ preventScroll: true });
  }
}

function setAddress(kind: 'push' | 'replace', url: string): void {
  history[`${kind}State`](kind === 'push' ? { lgScroll: { left: 0, top: 0 } } : history.state, '', url);
}

/** An element that is read out and not seen. */
function createAnnouncer(): HTMLElement {
  const element = document.createElement('div');
  element.ariaLive = 'polite';
  element.style.cssText = 'position:fixed;clip-path:inset(50%)';
  return document.body.appendChild(element);
}

function restorePosition(): void {
  const position = history.state?.lgScroll;
  if (position) scrollTo({ ...position, behavior: 'instant' });
}
