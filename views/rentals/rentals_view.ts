import { LiveView, type MountContext, type Viewer } from 'livegraft';
import { tenantOf } from '../../schema/index.ts';

const SECTIONS = [
  { label: 'Dashboard', href: '/dashboard' },
  { label: 'Maintenance', href: '/maintenance' },
  { label: 'Properties', href: '/properties' },
  { label: 'Tenants', href: '/tenants' },
  { label: 'Leases', href: '/leases' },
];

/** What every page of the application has: the navigation and who is looking. */
export abstract class RentalsView extends LiveView {
  /** The path of the section that the page belongs to. */
  _section = '';
  _viewer: Viewer | null = null;

  override mount({ viewer }: Pick<MountContext, 'viewer'>): void | Promise<void> {
    this._viewer = viewer;
  }

  /** Whether the viewer may change what they see: anybody who is signed in. Where not, a message asks for it. */
  _mayChange(): boolean {
    if (this._viewer) return true;
    this.putFlash('error', 'Please sign in first.');
    return false;
  }

  /** Whether the viewer works here: what only the office decides is theirs. */
  _isStaff(): boolean {
    return this._viewer !== null && tenantOf(this._viewer) === null;
  }

  override async getContextData() {
    return {
      ...(await super.getContextData()),
      navigation: SECTIONS.map((section) => ({ ...section, current: section.href === this._section })),
      viewer: this._viewer && { ...this._viewer, initials: initialsOf(this._viewer.name) },
    };
  }
}

/** `Siobhán O'Brien` → `SO` */
function initialsOf(name: string): string {
  const words = name.split(/\s+/);
  return [words.at(0), words.length > 1 ? words.at(-1) : ''].map((word) => [...(word ?? '')][0] ?? '').join('');
}
