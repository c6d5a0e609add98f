import type { PgWire } from './connections.ts';

const known = new WeakMap<PgWire, PreparedStatements>();

/** What is prepared on a connection. */
export function preparedOn(wire: PgWire): PreparedStatements {
  let prepared = known.get(wire);
  if (!prepared) {
    prepared = new PreparedStatements(wire);
    known.set(wire, prepared);
  }
  return prepared;
}

/**
 * The statements that Livegraft has prepared on one connection. That a name is prepared is pg's own record, so that others who
 * use the name through pg know of it; here is in which order they were used.
 */
export class PreparedStatements {
  readonly #wire: PgWire;
  /** The least recently used first. */
  readonly #used = new Set<string>();

  constructor(wire: PgWire) {
    this.#wire = wire;
  }

  has(name: string): boolean {
    return this.#wire.parsedStatements[name] !== undefined;
  }

  /**
   * Sends what prepares a statement unless it is prepared, and what drops those that are too many. The messages are part of what
   * is sent next. Gives whether it was prepared before.
   */
  use(name: string, text: string, limit: number): boolean {
    this.#used.delete(name);
    this.#used.add(name);
    while (this.#used.size > limit) this.#drop(this.#used.values().next().value!);
    if (this.has(name)) return true;
    // To close what does not exist is no error: whatever the two sides think of the name, it is free then.
    this.#wire.close({ type: 'S', name });
    this.#wire.parse({ name, text });
    return false;
  }

  forget(name: string): void {
    delete this.#wire.parsedStatements[name];
  }

  /** Each is prepared anew when it is used next. */
  forgetAll(): void {
    for (const name of this.#used) this.forget(name);
  }

  #drop(name: string): void {
    this.#used.delete(name);
    this.forget(name);
    this.#wire.close({ type: 'S', name });
  }
}
