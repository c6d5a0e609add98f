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

export type Hooks = ReturnType<typeof createHooks>;

export function createHooks({ root, pushEvent }: HooksOwner, registry: Record<string, HookDefinition>) {
  const mounted = new Map<Element, Mounted>();
  let isLive = false;

  return {
    registry,
    register(name: string, definition: HookDefinition): void {
      registry[name] = definition;
      if (isLive) update(new Set());
    },
    update,
    /** Gives a push of the server to who waits for it. */
    push(name: string, payload: unknown): void {
      for (const { handlers } of mounted.values()) {
        for (const [wanted, callback] of handlers) if (wanted === name) guard(() => callback(payload));
      }
    },
  };

  /** Lets hooks know what has come, changed and gone. */
  function update(changed: ReadonlySet<Node>): void {
    isLive = true;
    for (const [element, { name, hook }] of mounted) {
      if (!root.contains(element) || element.getAttribute('lg-hook') !== name) {
        guard(() => hook.destroyed?.());
        mounted.delete(element);
      } else if ([...changed].some((node) => element.contains(node))) guard(() => hook.updated?.());
    }
    for (const element of root.querySelectorAll('[lg-hook]')) mount(element);
  }

  function mount(element: Element): void {
    const name = element.getAttribute('lg-hook')!;
    if (mounted.has(element) || !Object.hasOwn(registry, name)) return;
    const handlers: [string, (payload: unknown) => void][] = [];
    const own: Hook = {
      el: element,
      pushEvent: (name, parameters) => pushEvent(name, parameters, element),
      handleEvent: (name, callback) => handlers.push([name, callback]),
    };
    const hook: Hook & HookDefinition = { ...registry[name], ...own };
    mounted.set(element, { name, hook, handlers });
    guard(() => hook.mounted?.());
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
