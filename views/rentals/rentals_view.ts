import { LiveView, type MountContext, type RenderContext, type Viewer } from 'livegraft';

const SECTIONS = [
  { label: 'Maintenance', href: '/maintenance' },
  { label: 'Properties', href: '/properties' },
];

/** What every page of the application has: the navigation and who is looking. */
export abstract class RentalsView extends LiveView {
  /** The path of the section that the page belongs to. */
  _section = '';
  #viewer: Viewer | null = null;

  override mount({ viewer }: MountContext): void | Promise<void> {
    this.#viewer = viewer;
  }

  override async getContextData(): Promise<RenderContext> {
    return {
      ...(await super.getContextData()),
      navigation: SECTIONS.map((section) => ({ ...section, current: section.href === this._section })),
      viewer: this.#viewer && { ...this.#viewer, initials: initialsOf(this.#viewer.name) },
    };
  }
}

/** `Siobhán O'Brien` → `SO` */
function initialsOf(name: string): string {
  const words = name.split(/\s+/);
  return [words.at(0), words.length > 1 ? words.at(-1) : ''].map((word) => [...(word ?? '')][0] ?? '').join('');
}
