import fc from 'fast-check';

/** Pieces of HTML for inside the live root, in any order: a parser makes a tree of them. */
const piece = fc.constantFrom(
  ...['text', ' ', '\n  ', '"\\\t\u{1F600}é', 'a text that is longer than a word', '<!--a-->', '<!---->'],
  ...['<p>', '<p class=a>', '<p title=b class="c d">', '</p>', '<div>', '<div id=a>', '<div id=b>', '</div>', '<br>'],
  ...['<i lg-key=1>', '<i lg-key=2>', '<i lg-key=3>', '<b lg-key=1>', '<i>', '</i>', '</b>', '<input value=a>'],
  ...['<ul>', '<li>', '<li lg-key=1>', '<li lg-key=2>', '</ul>', '<table>', '<tr lg-key=1>', '<td>', '</table>'],
  ...['<template>', '</template>', '<div lg-ignore>', '<div lg-ignore id=a>', '<select>', '<option>', '</select>'],
  ...['<svg viewbox=a>', '<a xlink:href=a>', '<a xlink:href=b xml:lang=c>', '</svg>', '<math>', '<mi>', '</math>'],
);
const soup = fc.array(piece, { maxLength: 30 });

/** Some pieces out, others in. */
const edit = fc.record({
  at: fc.nat(30),
  removed: fc.nat(4),
  inserted: fc.array(piece, { maxLength: 4 }),
});

/** A page, and what it is after one edit, after two, and so on. */
export const editedPages = fc.tuple(soup, fc.array(edit, { minLength: 1, maxLength: 4 })).map(([first, edits]) => {
  const pages: string[][] = [first];
  for (const { at, removed, inserted } of edits) pages.push(pages.at(-1)!.toSpliced(at, removed, ...inserted));
  return pages.map(page);
});

export const anyPage = soup.map(page);

/** A page with one live root. */
export function page(content: string | readonly string[]): string {
  return `<!DOCTYPE html><title>T</title><header></header><main lg-root>${[content].flat().join('')}`;
}
