/** What to write instead of what other template languages have, by the tag that nunjucks does not know. */
const tags: Readonly<Record<string, string>> = {
  assign: 'Write {% set name = value %}.',
  autoescape: 'Leave it out: everything that is printed is escaped, unless | safe says otherwise.',
  break: "Put {% if %} around the rest of the loop's body.",
  capture: 'Write {% set name %}…{% endset %}.',
  comment: 'Write {# … #}.',
  continue: "Put {% if %} around the rest of the loop's body.",
  csrf_token: 'Leave it out: forms are protected without it.',
  do: 'A template changes nothing: compute it in the view.',
  elsif: 'Write {% elif %}.',
  empty: 'Write {% else %}.',
  endcomment: 'Write {# … #}.',
  endwith: 'Write {% set name = value %}, which needs no end.',
  ifequal: 'Write {% if a == b %}.',
  let: 'Write {% set name = value %}.',
  load: 'Leave it out: all filters are there.',
  now: 'Give the moment from the view, and write {{ moment | date }}.',
  static: 'Write the path of the file.',
  trans: 'Give the text from the view.',
  unless: 'Write {% if not … %}.',
  url: 'Write the path.',
  with: 'Write {% set name = value %}.',
};

/** What other languages write in expressions, and nunjucks does not parse. */
const expressions: readonly (readonly [written: RegExp, instead: string])[] = [
  [/\{%-?\s*else\s+if\b/, 'Write {% elif %}.'],
  [/\{%-?\s*end(for|if)\s+\w/, 'Write the end tag alone.'],
  [/\|\s*\w+\s*:/, 'Write the arguments of a filter in parentheses, such as default("…").'],
  [/\{%-?\s*include\s+[^%]*\b(with|only)\b/, 'Set the names before: an included template sees the names around it.'],
  [/&&|\|\|/, 'Write "and", "or" and "not".'],
  [/\?\?/, 'Write a or b.'],
  [/\?[^:]*:/, 'Write b if a else c.'],
  [/\{%-?\s*if\b[^%=!<>]*[^=!<>]=[^=]/, 'Write == to compare.'],
  [/\[[^\]]*:[^\]]*\]/, 'Write list.slice(0, 2).'],
  [/\.\d/, 'Write list[0].'],
];

/** A hint for a template that does not parse: the parser's message, and the line where it stopped. */
export function parseHint(message: string, line: string): string | undefined {
  const tag = /unknown block tag: (\w+)/.exec(message)?.[1];
  if (tag && Object.hasOwn(tags, tag)) return tags[tag];
  if (tag && (tag === 'else' || tag.startsWith('end'))) return 'No tag is open here that it could belong to.';
  return expressions.find(([written]) => written.test(line))?.[1];
}
