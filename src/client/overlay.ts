/** A note over the page, which Escape or its button closes. It stands beside the body, so it is no part of the root. */
export class Overlay {
  readonly #place: Partial<CSSStyleDeclaration>;
  #element: HTMLElement | null = null;

  constructor(place: Partial<CSSStyleDeclaration>) {
    this.#place = place;
  }

  show(title: string, text: string): void {
    this.hide();
    const close = createElement('button', { font: 'inherit', padding: '4px 12px', float: 'right' }, 'Close');
    close.addEventListener('click', () => this.hide());
    const heading = createElement('strong', {}, title);
    const pre = createElement('pre', { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', margin: '12px 0 0' }, text);
    this.#element = createElement('div', { ...sheet, ...this.#place });
    this.#element.attachShadow({ mode: 'open' }).append(close, heading, pre); // out of reach of the page's style
    this.#element.setAttribute('role', 'alertdialog');
    this.#element.setAttribute('aria-label', title);
    document.addEventListener('keydown', this.#onKey);
    document.documentElement.append(this.#element);
  }

  hide(): void {
    document.removeEventListener('keydown', this.#onKey);
    this.#element?.remove();
    this.#element = null;
  }

  readonly #onKey = ({ key }: KeyboardEvent): void => {
    if (key === 'Escape') this.hide();
  };
}

const sheet: Partial<CSSStyleDeclaration> = {
  position: 'fixed',
  zIndex: '2147483647',
  overflow: 'auto',
  padding: '20px',
  background: '#16181d',
  color: '#f4f5f7',
  font: '14px/1.5 ui-monospace, monospace',
  borderTop: '4px solid #ff5d5d',
};

/** The security policy of a page forbids `style` attributes; properties it does not. */
function createElement(name: string, style: Partial<CSSStyleDeclaration>, ...content: (Node | string)[]): HTMLElement {
  const element = document.createElement(name);
  Object.assign(element.style, style);
  element.append(...content);
  return element;
}
