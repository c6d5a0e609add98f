import type { LivegraftError } from './errors.ts';

/** An error keeps a template from being used; a warning says that it may not do what its author thinks. */
export type Severity = 'error' | 'warning';

/** One thing that is wrong or doubtful, with its place and what to do. */
export interface Diagnostic {
  readonly severity: Severity;
  readonly error: LivegraftError;
}

/** What was found in templates and views, each thing once, in the order it was found. */
export class Diagnostics {
  readonly #found = new Map<string, Diagnostic>();

  constructor(known: readonly Diagnostic[] = []) {
    this.addAll(known);
  }

  addAll(diagnostics: readonly Diagnostic[]): void {
    for (const diagnostic of diagnostics) this.#add(diagnostic);
  }

  error(error: LivegraftError): void {
    this.#add({ severity: 'error', error });
  }

  warning(error: LivegraftError): void {
    this.#add({ severity: 'warning', error });
  }

  get all(): Diagnostic[] {
    return [...this.#found.values()];
  }

  /** A loop or a macro may be read several times; what is said of one place is said once. */
  #add(diagnostic: Diagnostic): void {
    const { message } = diagnostic.error;
    if (!this.#found.has(message)) this.#found.set(message, diagnostic);
  }
}
