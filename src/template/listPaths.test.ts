import { expect, it } from 'vitest';
import { collectPaths } from './collectPaths.ts';
import { listPaths } from './listPaths.ts';
import { textTemplates } from './templateSource.ts';

it.each<[string, string, string[]]>([
  ['are sorted and each there once', '{{ b }}{{ a }}{{ b }}', ['a', 'b']],
  [
    'write what a list holds as []',
    '{% for x in r.xs %}{{ x.a }}{{ x.ys[0].b }}{% endfor %}',
    ['r.xs[].a', 'r.xs[].ys[].b'],
  ],
  ['have no list that only leads on', '{% if xs %}{% for x in xs %}{{ x.a }}{% endfor %}{% endif %}', ['xs[].a']],
  ['have a list of which nothing else is read', '{{ xs | length }}{% for y in ys %}.{% endfor %}', ['xs', 'ys']],
  ['have a row that is printed beside its members', '{{ r.o }}{{ r.o.t }}', ['r.o', 'r.o.t']],
  [
    'take the words of a list for the list',
    '{{ xs.all.first.a }}{{ xs.first.b }}{{ xs.count }}',
    ['xs.count', 'xs[].a', 'xs[].b'],
  ],
  ['leave out the keys of a dict', '{% for k, v in d %}{{ k }}{{ v.a }}{% endfor %}', ['d[].a']],
  ['have what is below a tuple', '{% for a, b in pairs %}{{ a.x }}{{ b.y }}{% endfor %}', ['pairs[].x', 'pairs[].y']],
])('the paths of a template %s', (_, page, paths) => {
  expect(listPaths(collectPaths('page', textTemplates({ page })).paths)).toEqual(paths);
});
