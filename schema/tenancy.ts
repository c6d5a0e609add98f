import type { Viewer } from 'livegraft';

/** The id of no tenant. */
const NOBODY = 0;

/**
 * The tenant whose tenancy is all that a viewer may see. Null for those who see everything: the staff, and who is not signed
 * in, for the demonstration shows itself to anybody.
 */
export function tenantOf(viewer: Viewer | null): number | null {
  if (viewer?.role !== 'tenant') return null;
  return typeof viewer.tenantId === 'number' ? viewer.tenantId : NOBODY;
}
