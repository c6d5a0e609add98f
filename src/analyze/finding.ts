import type { Diagnostic, Severity } from '../diagnostics.ts';
import { codeFrame } from '../errors.ts';

/** Something that is wrong or doubtful, as plain data. What has no place in a file has null for each part of it. */
export interface Finding {
  /** An error keeps a template from being used; a warning says that it may not do what its author thinks. */
  readonly severity: Severity;
  /** `LG` and four digits. */
  readonly code: string;
  /** One sentence: what is wrong. */
  readonly message: string;
  /** What to do about it, where that can be said. */
  readonly hint: string | null;
  /** Relative to where the process runs. */
  readonly file: string | null;
  /** Lines and columns count from 1; `length` is in characters of that line. */
  readonly line: number | null;
  readonly column: number | null;
  readonly length: number | null;
  /** The lines around the place, with the place underlined. */
  readonly frame: string | null;
}

export function findingOf({ severity, error }: Diagnostic): Finding {
  const { code, location } = error;
  return {
    severity,
    code,
    message: error.sentence,
    hint: error.hint ?? null,
    file: location?.filename ?? null,
    line: location?.line ?? null,
    column: location?.column ?? null,
    length: location?.length ?? null,
    frame: location ? codeFrame(location) : null,
  };
}
