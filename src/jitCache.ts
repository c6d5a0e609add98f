interface NamedCache {
  /** What it keeps, in words. Caches of the same kind share it. */
  readonly name: string;
  /** How many entries there are. */
  readonly size: number;
  /** Forgets everything. Gives how many entries there were. */
  clear(): number;
}

/** Every cache of what is compiled once, for as long as it is in use. */
const caches = new Set<Pick<WeakRef<NamedCache>, 'deref'>>();

/**
 * What is made once and used again, by a key that says everything it depends on. The entry that was not used for longest is
 * dropped when there are more than `max`.
 */
export class JitCache<Value> implements NamedCache {
  readonly name: string;
  readonly #max: number;
  readonly #entries = new Map<string, Value>();

  constructor(name: string, max: number) {
    this.name = name;
    this.#max = max;
    caches.add(new WeakRef(this));
  }

  get(key: string): Value | undefined {
    const value = this.#entries.get(key);
    if (value === undefined) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, value);
    return value;
  }

  set(key: string, value: Value): Value {
    this.#entries.delete(key);
    this.#entries.set(key, value);
    if (this.#entries.size > this.#max) this.#entries.delete(this.#entries.keys().next().value!);
    return value;
  }

  /** The value of a key; made where there is none. */
  getOrMake(key: string, make: () => Value): Value {
    return this.get(key) ?? this.set(key, make());
  }

  get size(): number {
    return this.#entries.size;
  }

  clear(): number {
    const { size } = this.#entries;
    this.#entries.clear();
    return size;
  }
}

/** A cache of another form, which is there for as long as the process. */
export function registerJitCache(cache: NamedCache): void {
  caches.add({ deref: () => cache });
}

/**
 * Forgets what was analysed and compiled: template analyses, operations, compiled operations and their fetch plans. Gives
 * how many entries were dropped. What open pages need is made again when it is next asked for.
 */
export function clearJitCache(): number {
  let dropped = 0;
  for (const cache of cachesInUse()) dropped += cache.clear();
  return dropped;
}

/** How many entries there are by the names of the caches, sorted; those of one name are added up. */
export function jitCacheSizes(): { readonly name: string; readonly size: number }[] {
  const sizes = new Map<string, number>();
  for (const { name, size } of cachesInUse()) sizes.set(name, (sizes.get(name) ?? 0) + size);
  return [...sizes].map(([name, size]) => ({ name, size })).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function* cachesInUse(): Generator<NamedCache> {
  for (const reference of caches) {
    const cache = reference.deref();
    if (cache) yield cache;
    else caches.delete(reference);
  }
}
