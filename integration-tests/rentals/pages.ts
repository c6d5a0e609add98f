/** The text of each cell of a page's table, row by row, as a person reads it. */
export function cellsOf(html: string): string[][] {
  const body = html.match(/<tbody>(.*)<\/tbody>/s)?.[1] ?? '';
  return [...body.matchAll(/<tr [^>]*>(.*?)<\/tr>/gs)].map(([, row]) =>
    [...row!.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell]) => textOf(cell!)),
  );
}

/** The text of a piece of HTML, without its tags. */
export function textOf(html: string): string {
  const names: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", '#92': '\\' };
  return html
    .replace(/<[^>]*>/g, '')
    .replace(/&([\w#]+);/g, (whole, name: string) => names[name] ?? whole)
    .replace(/\s+/g, ' ')
    .trim();
}

/** Where a page's links and forms that only read lead on its own site: paths with their query. */
export function linksOf(html: string, pathname: string): string[] {
  const base = new URL(pathname, 'http://here');
  return [...html.matchAll(/ (?:href|src)="([^"]*)"/g)]
    .map(([, href]) => new URL(textOf(href!), base))
    .filter(({ origin }) => origin === base.origin)
    .map((url) => `${url.pathname}${url.search}`);
}
