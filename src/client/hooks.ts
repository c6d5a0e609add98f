import type { EventParameters } from '../protocol.ts';

/** What a page's own script does with an element: `lg-hook="Chart"` and `livegraft.hook('Chart', { mounted() { … } })`. */
export interface HookDefinition {
  /** The element has come, or the page is live. */
  mounted?(this: Hook): void;
  /** It has changed, or something below it. */
  updated?(this: Hook): void;
  destroyed?(this: Hook): void;
}

export interface Hook {
  readonly el: Element;
  /** Gives whether the event was answered. */
  pushEvent(name: string, parameters?: EventParameters): Promise<boolean>;
  /** For as long as the element is there. */
  handleEvent(name: string, callback: (payload: unknown) => void): void;
}

export interface HooksOwner {
  readonly root: Element;
  pushEvent(name: string, parameters?: EventParameters, element?: Element): Promise<boolean>;
}

interface Mounted {
  readonly name: string;
  readonly hook: Hook & HookDefinition;
  readonly handlers: (readonly [name: string, callback: (payload: unknown) => void])[];
}

export class Hooks {
  readonly registry: Record<string, HookDefinition>;
  readonly #owner: HooksOwner;
  readonly #mounted = new Map<Element, Mounted>();
  #isLive = false;

  constructor(owner: HooksOwner, registry: Record<string, HookDefinition>) {
    this.#owner = owner;
    this.registry = registry;
  }

  register(name: string, definition: HookDefinition): void {
    this.registry[name] = definition;
    if (this.#isLive) this.update(new Set());
  }

  /** Lets hooks know what has come, changed and gone. */
  update(changed: ReadonlySet<Node>): void {
    this.#isLive = true;
    for (const [element, { name }] of this.#mounted) {
      const isThere = this.#owner.root.contains(element) && element.getAttribute('lg-hook') === name;
      if (!isThere) this.#destroy(element);
      else if ([...changed].some((node) => element.contains(node))) this.#call(element, 'updated');
    }
    for (const element of this.#owner.root.querySelectorAll('[lg-hook]')) this.#mount(element);
  }

  /** Gives a push of the server to who waits for it. */
  push(name: string, payload: unknown): void {
    for (const { handlers } of [...this.#mounted.values()]) {
      for (const [wanted, callback] of handlers) if (wanted === name) guard(() => callback(payload));
    }
  }

  #mount(element: Element): void {
    const name = element.getAttribute('lg-hook')!;
    if (this.#mounted.has(element) || !Object.hasOwn(this.registry, name)) return;
    const handlers: [string, (payload: unknown) => void][] = [];
    const hook: Hook = {
      el: element,
      pushEvent: (name, parameters) => this.#owner.pushEvent(name, parameters, element),
      handleEvent: (name, callback) => handlers.push([name, callback]),
    };
    this.#mounted.set(element, { name, hook: Object.assign(Object.create(this.registry[name]!), hook), handlers });
    this.#call(element, 'mounted');
  }

  #destroy(element: Element): void {
    this.#call(element, 'destroyed');
    this.#mounted.delete(element);
  }

  #call(element: Element, moment: keyof HookDefinition): void {
    guard(() => this.#mounted.get(element)!.hook[moment]?.());
  }
}

/** An error of a page's own script is its own. */
function guard(call: () => void): void {
  try {
    call();
  } catch (error) {
    console.error(error);
  }
}
