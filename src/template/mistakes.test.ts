import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Diagnostics } from '../diagnostics.ts';
import { collectPaths } from './collectPaths.ts';
import { createEnvironment, defaultLocale } from './environment.ts';
import { filterDeclarations } from './filterDeclarations.ts';
import { createFilters } from './filters.ts';
import { findMistakes } from './mistakes.ts';
import { parseTemplate } from './parseTemplate.ts';
import { textTemplates } from './templateSource.ts';
import { type TemplateExtensions, vocabularyOf } from './vocabulary.ts';

/** What is found in a template, each by its severity and whole message. */
function findings(text: string, extensions: TemplateExtensions = {}): string[] {
  const source = { name: 'page.njk', filename: 'page.njk', text };
  const diagnostics = new Diagnostics();
  findMistakes(parseTemplate(source), source, diagnostics, vocabularyOf(extensions));
  return diagnostics.all.map(({ severity, error }) => `${severity} ${error.message}`);
}

/** Where something is found: `LG1061 2:3`. */
function places(text: string): string[] {
  return findings(text).map((finding) => {
    const [, code, line, column] = /(LG\d+)[\s\S]*?\n\npage\.njk:(\d+):(\d+)/.exec(finding)!;
    return `${code} ${line}:${column}`;
  });
}

const templates: Readonly<Record<string, string>> = {
  base: '[{% block main %}base{% endblock %}]',
  part: '{% macro f() %}{% endmacro %}',
};
const context = {
  empty: [],
  item: { name: 'Ann', tag: { id: 7 } },
  no: false,
  numbers: [1, 2, 3],
  rows: [
    { name: 'b', status: 'open', tag: { id: 2 } },
    { name: 'a', status: 'done', tag: { id: 1 } },
  ],
  status: 'open',
  yes: true,
};

/** What our environment makes of a template: the premise of each rule. */
function render(text: string): string {
  try {
    return createEnvironment(textTemplates({ ...templates, 'page.njk': text })).render('page.njk', context);
  } catch (error) {
    return `throws ${(error as Error).message.split('\n')[0]}`;
  }
}

interface Case {
  readonly template: string;
  readonly renders: string;
  readonly finds: string;
}

const cases: Record<string, readonly Case[]> = {
  'LG1050: an if in a for': [
    {
      template: '{% for n in numbers if n > 1 %}{{ n }}{% endfor %}',
      renders: '',
      finds: `error LG1050: This "if" does not filter the list: it asks once whether to loop at all. Put {% if %} inside the loop, or filter the list with selectattr.

page.njk:1:24
1 | {% for n in numbers if n > 1 %}{{ n }}{% endfor %}
  |                        ^`,
    },
  ],
  'LG1051: operators that are read as part of a name': [
    {
      template: '{{ item?.name }}',
      renders: '',
      finds: `error LG1051: nunjucks reads "item?" as one name, which nothing has. A member of nothing is nothing: leave the "?" out.

page.njk:1:4
1 | {{ item?.name }}
  |    ^^^^^`,
    },
    {
      template: '{{ item.tag?.id }}',
      renders: '',
      finds: `error LG1051: nunjucks reads "tag?" as one name, which nothing has. A member of nothing is nothing: leave the "?" out.

page.njk:1:9
1 | {{ item.tag?.id }}
  |         ^^^^`,
    },
    {
      template: '{{ item??status }}',
      renders: '',
      finds: `error LG1051: nunjucks reads "item??status" as one name, which nothing has. Write "a or b", or a filter: a | default(b).

page.njk:1:4
1 | {{ item??status }}
  |    ^^^^^^^^^^^^`,
    },
    {
      template: '{% if yes&&status %}1{% endif %}',
      renders: '',
      finds: `error LG1051: nunjucks reads "yes&&status" as one name, which nothing has. Write "and".

page.njk:1:7
1 | {% if yes&&status %}1{% endif %}
  |       ^^^^^^^^^^^`,
    },
    {
      template: '{{ `text` }}',
      renders: '',
      finds: `error LG1051: nunjucks reads "\`text\`" as one name, which nothing has. Write text in quotes, and join it with "~".

page.njk:1:4
1 | {{ \`text\` }}
  |    ^^^^^^`,
    },
    {
      template: '{{ 1e3 }}',
      renders: '',
      finds: `error LG1051: nunjucks reads "1e3" as one name, which nothing has. Write a number in decimal digits.

page.njk:1:4
1 | {{ 1e3 }}
  |    ^^^`,
    },
    {
      template: '{{ status; }}',
      renders: '',
      finds: `error LG1051: nunjucks reads "status;" as one name, which nothing has. A name is made of letters, digits, "_" and "$".

page.njk:1:4
1 | {{ status; }}
  |    ^^^^^^^`,
    },
  ],
  'LG1052: names of other template languages': [
    {
      template: '{% if True %}1{% endif %}',
      renders: '',
      finds: `error LG1052: nunjucks has no "True", so it is nothing. Write true.

page.njk:1:7
1 | {% if True %}1{% endif %}
  |       ^^^^`,
    },
    {
      template: '{{ False }}',
      renders: '',
      finds: `error LG1052: nunjucks has no "False", so it is nothing. Write false.

page.njk:1:4
1 | {{ False }}
  |    ^^^^^`,
    },
    {
      template: '{% if status === None %}1{% endif %}',
      renders: '',
      finds: `error LG1052: nunjucks has no "None", so it is nothing. Write none.

page.njk:1:18
1 | {% if status === None %}1{% endif %}
  |                  ^^^^`,
    },
    {
      template: '{% for n in numbers %}{{ forloop.counter }}{% endfor %}',
      renders: '',
      finds: `error LG1052: nunjucks has no "forloop", so it is nothing. Write loop.

page.njk:1:26
1 | {% for n in numbers %}{{ forloop.counter }}{% endfor %}
  |                          ^^^^^^^`,
    },
    {
      template: '{% extends "base" %}{% block main %}{{ block.super }}{% endblock %}',
      renders: '[]',
      finds: `error LG1052: nunjucks has no "block.super", so it is nothing. Write super().

page.njk:1:40
1 | {% extends "base" %}{% block main %}{{ block.super }}{% endblock %}
  |                                        ^^^^^^^^^^^`,
    },
  ],
  'LG1053: keyword arguments': [
    {
      template: '{{ "a b c" | title(all=true) }}',
      renders:
        'throws LG1022: The template "page.njk" does not render: The filter "title" has no argument "all". It takes none by name.',
      finds: `error LG1053: The filter "title" takes no argument by the name "all". It takes none by name.

page.njk:1:20
1 | {{ "a b c" | title(all=true) }}
  |                    ^^^`,
    },
    {
      template: '{{ rows | sort(attribute="name", order="desc") | length }}',
      renders:
        'throws LG1022: The template "page.njk" does not render: The filter "sort" has no argument "order". It takes reverse, case_sensitive, attribute.',
      finds: `error LG1053: The filter "sort" takes no argument by the name "order". It knows reverse, case_sensitive, attribute.

page.njk:1:34
1 | {{ rows | sort(attribute="name", order="desc") | length }}
  |                                  ^^^^^`,
    },
    {
      template: '{% filter truncate(lenght=3) %}a b c{% endfilter %}',
      renders:
        'throws LG1022: The template "page.njk" does not render: The filter "truncate" has no argument "lenght". Did you mean "length"? It takes length, killwords, end.',
      finds: `error LG1053: The filter "truncate" takes no argument by the name "lenght". Did you mean "length"? It knows length, killwords, end.

page.njk:1:20
1 | {% filter truncate(lenght=3) %}a b c{% endfilter %}
  |                    ^^^^^^`,
    },
    {
      template: '{{ range(stop=3) }}',
      renders: '',
      finds: `error LG1053: The function "range" takes no argument by the name "stop". Write the values without names, in their order: range(start, stop, step).

page.njk:1:10
1 | {{ range(stop=3) }}
  |          ^^^^`,
    },
  ],
  'LG1055: arguments that a filter does not take': [
    {
      template: '{{ rows | selectattr("status", "equalto", "open") | length }}',
      renders:
        'throws LG1022: The template "page.njk" does not render: The filter "selectattr" takes 1 arguments by place, but got 3.',
      finds: `error LG1055: The filter "selectattr" takes 1 argument by place, but got 3. It only asks whether a member is truthy: put {% if %} with the comparison inside the loop.

page.njk:1:32
1 | {{ rows | selectattr("status", "equalto", "open") | length }}
  |                                ^`,
    },
    {
      template: '{{ rows | rejectattr("status", "done") | length }}',
      renders:
        'throws LG1022: The template "page.njk" does not render: The filter "rejectattr" takes 1 arguments by place, but got 2.',
      finds: `error LG1055: The filter "rejectattr" takes 1 argument by place, but got 2. It only asks whether a member is truthy: put {% if %} with the comparison inside the loop.

page.njk:1:32
1 | {{ rows | rejectattr("status", "done") | length }}
  |                                ^`,
    },
    {
      template: '{{ status | upper(item.name) }}',
      renders:
        'throws LG1022: The template "page.njk" does not render: The filter "upper" takes 0 arguments by place, but got 1.',
      finds: `error LG1055: The filter "upper" takes 0 arguments by place, but got 1. Leave out this one and what follows.

page.njk:1:19
1 | {{ status | upper(item.name) }}
  |                   ^^^^^^^^^`,
    },
    {
      template: '{{ rows | sort("name") | join(",", "name") }}',
      renders: 'b,a',
      finds: `error LG1055: The first argument of "sort" is whether to reverse, which "name" says yes to. Write sort(attribute="name").

page.njk:1:16
1 | {{ rows | sort("name") | join(",", "name") }}
  |                ^^^^^^`,
    },
  ],
  'LG1056: negative indexes': [
    {
      template: '{{ numbers[-1] }}',
      renders: '',
      finds: `error LG1056: Lists and texts have no item at a negative index, so this is nothing. Write (list | last), or list[list.length - 2].

page.njk:1:12
1 | {{ numbers[-1] }}
  |            ^^`,
    },
  ],
  'LG1057: names that are gone after a loop': [
    {
      template: '{% for n in numbers %}{% if n == 2 %}{% set found = n %}{% endif %}{% endfor %}{{ found }}',
      renders: '',
      finds: `warning LG1057: The name "found" is set inside this loop only, and is gone after it. Set it before the loop, too: then the loop changes that one.

page.njk:1:45
1 | {% for n in numbers %}{% if n == 2 %}{% set found = n %}{% endif %}{% endfor %}{{ found }}
  |                                             ^^^^^`,
    },
    {
      template: '{% for n in numbers %}{% set sum = sum + n %}{{ sum }} {% endfor %}',
      renders: 'NaN NaN NaN ',
      finds: `warning LG1057: The name "sum" is set inside this loop only, and is gone after it. Set it before the loop, too: then the loop changes that one.

page.njk:1:30
1 | {% for n in numbers %}{% set sum = sum + n %}{{ sum }} {% endfor %}
  |                              ^^^`,
    },
    {
      template: '{% for a in numbers %}{% for b in numbers %}{% set last = b %}{% endfor %}{{ last }}{% endfor %}',
      renders: '',
      finds: `warning LG1057: The name "last" is set inside this loop only, and is gone after it. Set it before the loop, too: then the loop changes that one.

page.njk:1:52
1 | {% for a in numbers %}{% for b in numbers %}{% set last = b %}{% endfor %}{{ last }}{% endfor %}
  |                                                    ^^^^`,
    },
    {
      template: '{% for a in numbers %}{% for b in numbers %}{% set last = b %}{% endfor %}{% endfor %}{{ last }}',
      renders: '',
      finds: `warning LG1057: The name "last" is set inside this loop only, and is gone after it. Set it before the loop, too: then the loop changes that one.

page.njk:1:52
1 | {% for a in numbers %}{% for b in numbers %}{% set last = b %}{% endfor %}{% endfor %}{{ last }}
  |                                                    ^^^^`,
    },
    {
      template:
        '{% set t = 0 %}{% macro m() %}{% for n in numbers %}{% set t = t + n %}{% endfor %}{{ t }}{% endmacro %}{{ m() }}',
      renders: '0',
      finds: `warning LG1057: The name "t" is set inside this loop only, and is gone after it. Set it before the loop, too: then the loop changes that one.

page.njk:1:60
1 | {% set t = 0 %}{% macro m() %}{% for n in numbers %}{% set t = t + n %}{% endfor %}{{ t }}{% endmacro %}{{ m() }}
  |                                                            ^`,
    },
  ],
  'LG1058: what a macro does not see': [
    {
      template: '{% for n in numbers %}{% macro row() %}[{{ n }}]{% endmacro %}{{ row() }}{% endfor %}',
      renders: '[][][]',
      finds: `error LG1058: The macro "row" does not see "n", which is set around it. Make it a parameter: {% macro row(n) %}.

page.njk:1:44
1 | {% for n in numbers %}{% macro row() %}[{{ n }}]{% endmacro %}{{ row() }}{% endfor %}
  |                                            ^`,
    },
    {
      template: '{% for n in numbers %}{% macro row(n) %}[{{ loop.index }}]{% endmacro %}{{ row(n) }}{% endfor %}',
      renders: '[][][]',
      finds: `error LG1058: The macro "row" does not see "loop", which is set around it. Make it a parameter: {% macro row(loop) %}.

page.njk:1:45
1 | {% for n in numbers %}{% macro row(n) %}[{{ loop.index }}]{% endmacro %}{{ row(n) }}{% endfor %}
  |                                             ^^^^`,
    },
    {
      template: '{% for n in numbers %}{% macro row(a=n) %}[{{ a }}]{% endmacro %}{{ row() }}{% endfor %}',
      renders: '[][][]',
      finds: `error LG1058: The macro "row" does not see "n", which is set around it. Make it a parameter: {% macro row(n) %}.

page.njk:1:38
1 | {% for n in numbers %}{% macro row(a=n) %}[{{ a }}]{% endmacro %}{{ row() }}{% endfor %}
  |                                      ^`,
    },
    {
      template: '{% block main %}{% set t = 1 %}{% macro f() %}[{{ t }}]{% endmacro %}{{ f() }}{% endblock %}',
      renders: '[]',
      finds: `error LG1058: The macro "f" does not see "t", which is set around it. Make it a parameter: {% macro f(t) %}.

page.njk:1:51
1 | {% block main %}{% set t = 1 %}{% macro f() %}[{{ t }}]{% endmacro %}{{ f() }}{% endblock %}
  |                                                   ^`,
    },
    {
      template: '{% macro outer(t) %}{% macro f() %}[{{ t }}]{% endmacro %}{{ f() }}{% endmacro %}{{ outer(4) }}',
      renders: '[]',
      finds: `error LG1058: The macro "f" does not see "t", which is set around it. Make it a parameter: {% macro f(t) %}.

page.njk:1:40
1 | {% macro outer(t) %}{% macro f() %}[{{ t }}]{% endmacro %}{{ f() }}{% endmacro %}{{ outer(4) }}
  |                                        ^`,
    },
    {
      template:
        '{% for n in numbers %}{% macro f(i) %}{% if i %}{{ f(0) }}{% endif %}{% endmacro %}{{ f(1) }}{% endfor %}',
      renders: `throws LG1011: The template "page.njk" does not render: Unable to call \`f\`, which is undefined or falsey.`,
      finds: `error LG1058: The macro "f" does not see "f", which is set around it. Move the macro out of the loop.

page.njk:1:52
1 | {% for n in numbers %}{% macro f(i) %}{% if i %}{{ f(0) }}{% endif %}{% endmacro %}{{ f(1) }}{% endfor %}
  |                                                    ^`,
    },
  ],
  'LG1059: markup that is escaped': [
    {
      template: '{% set badge %}<b>{{ status }}</b>{% endset %}{{ badge }}',
      renders: '&lt;b&gt;open&lt;/b&gt;',
      finds: `warning LG1059: The markup in {% set badge %} is escaped here: the page shows its tags as text. Write {{ badge | safe }}; what is printed inside the {% set %} is escaped already.

page.njk:1:50
1 | {% set badge %}<b>{{ status }}</b>{% endset %}{{ badge }}
  |                                                  ^^^^^`,
    },
    {
      template: '{% set badge %}{% if yes %}<b>{% endif %}{% endset %}{% if yes %}{{ badge }}{% endif %}',
      renders: '&lt;b&gt;',
      finds: `warning LG1059: The markup in {% set badge %} is escaped here: the page shows its tags as text. Write {{ badge | safe }}; what is printed inside the {% set %} is escaped already.

page.njk:1:69
1 | {% set badge %}{% if yes %}<b>{% endif %}{% endset %}{% if yes %}{{ badge }}{% endif %}
  |                                                                     ^^^^^`,
    },
    {
      template: '{% set badge %}<b>{% endset %}{% macro m() %}{{ badge }}{% endmacro %}{{ m() }}',
      renders: '&lt;b&gt;',
      finds: `warning LG1059: The markup in {% set badge %} is escaped here: the page shows its tags as text. Write {{ badge | safe }}; what is printed inside the {% set %} is escaped already.

page.njk:1:49
1 | {% set badge %}<b>{% endset %}{% macro m() %}{{ badge }}{% endmacro %}{{ m() }}
  |                                                 ^^^^^`,
    },
    {
      template: '{% filter upper %}<b>{{ status }}</b>{% endfilter %}',
      renders: '&lt;B&gt;OPEN&lt;/B&gt;',
      finds: `warning LG1059: The markup in {% filter upper %} is escaped: the page shows its tags as text. Filter the values instead, or write {% set text %}…{% endset %}{{ text | upper | safe }}.

page.njk:1:11
1 | {% filter upper %}<b>{{ status }}</b>{% endfilter %}
  |           ^^^^^`,
    },
  ],
  'LG1060: members of loop': [
    {
      template: '{% for n in numbers %}{{ loop.previtem }}{% endfor %}',
      renders: '',
      finds: `error LG1060: "loop" has no member "previtem". It has index, index0, revindex, revindex0, first, last and length.

page.njk:1:31
1 | {% for n in numbers %}{{ loop.previtem }}{% endfor %}
  |                               ^^^^^^^^`,
    },
    {
      template: '{% for n in numbers %}{% for m in numbers %}{{ loop.parent.index }}{% endfor %}{% endfor %}',
      renders: '',
      finds: `error LG1060: "loop" has no member "parent". Set a name before the inner loop: {% set outer = loop %}.

page.njk:1:53
1 | {% for n in numbers %}{% for m in numbers %}{{ loop.parent.index }}{% endfor %}{% endfor %}
  |                                                     ^^^^^^`,
    },
    {
      template: '{% for n in numbers %}{{ loop.cycle("odd", "even") }}{% endfor %}',
      renders: `throws LG1011: The template "page.njk" does not render: Unable to call \`loop["cycle"]\`, which is undefined or falsey.`,
      finds: `error LG1060: "loop" has no member "cycle". Set a cycler before the loop, {% set row = cycler("odd", "even") %}, and call row.next().

page.njk:1:31
1 | {% for n in numbers %}{{ loop.cycle("odd", "even") }}{% endfor %}
  |                               ^^^^^`,
    },
  ],
  'LG1061: output outside blocks': [
    {
      template: '{% extends "base" %}<p>{{ status }}</p>',
      renders: '[base]',
      finds: `warning LG1061: This is not shown: of a template that extends another, only blocks are. Move it into a block.

page.njk:1:21
1 | {% extends "base" %}<p>{{ status }}</p>
  |                     ^`,
    },
    {
      template: '{% extends "base" %}{{ status }}',
      renders: '[base]',
      finds: `warning LG1061: This is not shown: of a template that extends another, only blocks are. Move it into a block.

page.njk:1:21
1 | {% extends "base" %}{{ status }}
  |                     ^`,
    },
    {
      template: '{% extends "base" %}{% include "base" %}',
      renders: '[base]',
      finds: `warning LG1061: This is not shown: of a template that extends another, only blocks are. Move it into a block.

page.njk:1:24
1 | {% extends "base" %}{% include "base" %}
  |                        ^^^^^^^`,
    },
    {
      template: '{% extends "base" %}{% if yes %}{% for n in numbers %}{{ n }}{% endfor %}{% endif %}',
      renders: '[base]',
      finds: `warning LG1061: This is not shown: of a template that extends another, only blocks are. Move it into a block.

page.njk:1:55
1 | {% extends "base" %}{% if yes %}{% for n in numbers %}{{ n }}{% endfor %}{% endif %}
  |                                                       ^`,
    },
    {
      template: 'Hello {% extends "base" %}',
      renders: '[base]',
      finds: `warning LG1061: This is not shown: of a template that extends another, only blocks are. Move it into a block.

page.njk:1:1
1 | Hello {% extends "base" %}
  | ^`,
    },
  ],
  'LG1062: tags where nunjucks does otherwise or fails': [
    {
      template: '{% extends "base" %}{% if no %}{% block main %}mine{% endblock %}{% endif %}',
      renders: '[mine]',
      finds: `error LG1062: The block "main" is shown whatever the condition: in a template that extends another, only blocks count. Put {% if %} inside the block.

page.njk:1:41
1 | {% extends "base" %}{% if no %}{% block main %}mine{% endblock %}{% endif %}
  |                                         ^^^^`,
    },
    {
      template: '{% extends "base" %}{% for n in numbers %}{% block main %}mine{{ n }}{% endblock %}{% endfor %}',
      renders: '[mine]',
      finds: `error LG1062: The block "main" is shown once, without the loop: in a template that extends another, only blocks count. Put {% for %} inside the block.

page.njk:1:52
1 | {% extends "base" %}{% for n in numbers %}{% block main %}mine{{ n }}{% endblock %}{% endfor %}
  |                                                    ^^^^`,
    },
    {
      template:
        '{% extends "base" %}{% macro f() %}{% block more %}x{% endblock %}{% endmacro %}{% block main %}{{ f() }}{% endblock %}',
      renders: '[undefined]',
      finds: `error LG1062: The block "more" shows "undefined": it stands in a macro of a template that extends another. Leave the block out, or move the macro to a template of its own.

page.njk:1:45
1 | {% extends "base" %}{% macro f() %}{% block more %}x{% endblock %}{% endmacro %}{% block main %}{{ f() }}{% endblock %}
  |                                             ^^^^`,
    },
    {
      template: '{% switch status %}{% case "open" %}{% include "base" %}{% endswitch %}',
      renders: `throws LG1011: The template "page.njk" does not render: Illegal break statement.`,
      finds: `error LG1062: nunjucks cannot compile {% include %} directly in {% case %}. Put {% if true %} around it.

page.njk:1:40
1 | {% switch status %}{% case "open" %}{% include "base" %}{% endswitch %}
  |                                        ^^^^^^^`,
    },
    {
      template: '{% switch status %}{% case "open" %}{% default %}{% block main %}{% endblock %}{% endswitch %}',
      renders: `throws LG1011: The template "page.njk" does not render: missing ) after argument list.`,
      finds: `error LG1062: nunjucks cannot compile {% block %} directly in {% default %}. Move the {% block %} out of it.

page.njk:1:53
1 | {% switch status %}{% case "open" %}{% default %}{% block main %}{% endblock %}{% endswitch %}
  |                                                     ^^^^^`,
    },
    {
      template: '{% for n in empty %}{% else %}{% include "base" %}{% endfor %}',
      renders: `throws LG1011: The template "page.njk" does not render: missing ) after argument list.`,
      finds: `error LG1062: nunjucks cannot compile {% include %} directly in the {% else %} of a {% for %}. Put {% if true %} around it.

page.njk:1:34
1 | {% for n in empty %}{% else %}{% include "base" %}{% endfor %}
  |                                  ^^^^^^^`,
    },
    {
      template: '{% for n in empty %}{% else %}{% from "part" import f %}{% endfor %}',
      renders: `throws LG1011: The template "page.njk" does not render: missing ) after argument list.`,
      finds: `error LG1062: nunjucks cannot compile {% from %} directly in the {% else %} of a {% for %}. Move the {% from %} out of it.

page.njk:1:34
1 | {% for n in empty %}{% else %}{% from "part" import f %}{% endfor %}
  |                                  ^^^^`,
    },
  ],
  'LG1063: caller() where there is none': [
    {
      template: '{{ caller() }}',
      renders:
        'throws LG1011: The template "page.njk" does not render: Unable to call `caller`, which is undefined or falsey.',
      finds: `error LG1063: caller() is what a {% call %} hands to a macro, but this stands outside a macro. Move it into the macro that is called.

page.njk:1:4
1 | {{ caller() }}
  |    ^^^^^^`,
    },
  ],
  'LG1064: what set does not do': [
    {
      template: '{% set a, b = [1, 2] %}{{ a }};{{ b }}',
      renders: '1,2;1,2',
      finds: `error LG1064: Each of these names is set to the whole list. Write one {% set %} for each.

page.njk:1:15
1 | {% set a, b = [1, 2] %}{{ a }};{{ b }}
  |               ^`,
    },
    {
      template: '{% set item.name = "Bob" %}{{ item.name }}',
      renders: `throws LG1011: The template "page.njk" does not render: Cannot read properties of undefined (reading 'charAt').`,
      finds: `error LG1064: {% set %} takes a name, and cannot change a member such as "item.name". Set a name of its own: one that is set before a loop keeps what the loop sets.

page.njk:1:8
1 | {% set item.name = "Bob" %}{{ item.name }}
  |        ^^^^^^^^^`,
    },
    {
      template: '{% set item["name"] = "Bob" %}',
      renders: `throws LG1011: The template "page.njk" does not render: Cannot read properties of undefined (reading 'charAt').`,
      finds: `error LG1064: {% set %} takes a name, and cannot change a member such as "item["name"]". Set a name of its own: one that is set before a loop keeps what the loop sets.

page.njk:1:8
1 | {% set item["name"] = "Bob" %}
  |        ^^^^^^^^^^^^`,
    },
  ],
  'LG1065: comparisons of lists and dicts': [
    {
      template: '{% if empty == [] %}empty{% endif %}',
      renders: '',
      finds: `error LG1065: A list is equal to no other, so this is always false. Ask for its length: {% if list | length == 0 %}.

page.njk:1:13
1 | {% if empty == [] %}empty{% endif %}
  |             ^^`,
    },
    {
      template: '{% if empty != [] %}full{% endif %}',
      renders: 'full',
      finds: `error LG1065: A list is equal to no other, so this is always true. Ask for its length: {% if list | length == 0 %}.

page.njk:1:13
1 | {% if empty != [] %}full{% endif %}
  |             ^^`,
    },
    {
      template: '{% if item == {} %}empty{% endif %}',
      renders: '',
      finds: `error LG1065: A dict is equal to no other, so this is always false. Ask for its length: {% if list | length == 0 %}.

page.njk:1:12
1 | {% if item == {} %}empty{% endif %}
  |            ^^`,
    },
    {
      template: '{% if status == ["open", "new"] %}1{% endif %}',
      renders: '',
      finds: `error LG1065: A list is equal to no other, so this is always false. Compare what it holds, or ask for one of several values with "in".

page.njk:1:14
1 | {% if status == ["open", "new"] %}1{% endif %}
  |              ^^`,
    },
  ],
  'LG1066: values in parentheses': [
    {
      template: '{% if status in ("open", "new") %}1{% endif %}',
      renders: '',
      finds: `error LG1066: Values in parentheses are no list: only the last one counts. Write square brackets.

page.njk:1:17
1 | {% if status in ("open", "new") %}1{% endif %}
  |                 ^`,
    },
    {
      template: '{% for n in (1, 2) %}{{ n }}{% endfor %}',
      renders: '',
      finds: `error LG1066: Values in parentheses are no list: only the last one counts. Write square brackets.

page.njk:1:13
1 | {% for n in (1, 2) %}{{ n }}{% endfor %}
  |             ^`,
    },
  ],
  'LG1067: operators that are done in another order': [
    {
      template: '{% if not status == "done" %}1{% endif %}',
      renders: '',
      finds: `error LG1067: The "not" is done before the "==", which then gets true or false. Write "not (a == b)", or "a != b".

page.njk:1:7
1 | {% if not status == "done" %}1{% endif %}
  |       ^^^`,
    },
    {
      template: '{% if not numbers.length > 5 %}1{% endif %}',
      renders: '',
      finds: `error LG1067: The "not" is done before the ">", which then gets true or false. Put what ">" is to compute in parentheses.

page.njk:1:7
1 | {% if not numbers.length > 5 %}1{% endif %}
  |       ^^^`,
    },
    {
      template: '{% if 3 > 2 > 1 %}1{% endif %}',
      renders: '',
      finds: `error LG1067: The second comparison is with the answer of this first one, true or false. Write "a < b and b < c".

page.njk:1:9
1 | {% if 3 > 2 > 1 %}1{% endif %}
  |         ^`,
    },
  ],
  'LG1068: conditions that are always true': [
    {
      template: '{% if status == "done" or "new" %}1{% endif %}',
      renders: '1',
      finds: `error LG1068: "new" is always true, and so is this condition. Repeat the comparison after "or", or write: x in ["a", "b"].

page.njk:1:27
1 | {% if status == "done" or "new" %}1{% endif %}
  |                           ^^^^^`,
    },
    {
      template: '{{ "a" if yes and (no or 1) else "b" }}',
      renders: 'a',
      finds: `error LG1068: 1 is always true, and so is this condition. Repeat the comparison after "or", or write: x in ["a", "b"].

page.njk:1:26
1 | {{ "a" if yes and (no or 1) else "b" }}
  |                          ^`,
    },
  ],
  'LG1069: lists that are asked whether they are empty': [
    {
      template: '{% if empty %}<ul>{% for e in empty %}{{ e }}{% endfor %}</ul>{% else %}none{% endif %}',
      renders: '<ul></ul>',
      finds: `warning LG1069: An empty list is true, so this does not ask whether "empty" holds anything. Write empty | length.

page.njk:1:7
1 | {% if empty %}<ul>{% for e in empty %}{{ e }}{% endfor %}</ul>{% else %}none{% endif %}
  |       ^^^^^`,
    },
    {
      template: '{% if not item.tags %}none{% endif %}{% for tag in item.tags %}{{ tag }}{% endfor %}',
      renders: 'none',
      finds: `warning LG1069: An empty list is true, so this does not ask whether "item.tags" holds anything. Write item.tags | length.

page.njk:1:7
1 | {% if not item.tags %}none{% endif %}{% for tag in item.tags %}{{ tag }}{% endfor %}
  |       ^`,
    },
  ],
};

describe.each(Object.entries(cases))('%s', (_, each) => {
  it.each(each)('$template', ({ template, renders, finds }) => {
    expect(render(template)).toBe(renders);
    expect(findings(template)).toEqual([finds]);
  });

  it.each(each)('is all that is said of $template', ({ template, finds }) => {
    const { diagnostics } = collectPaths('page.njk', textTemplates({ ...templates, 'page.njk': template }));
    expect(diagnostics.map(({ severity, error }) => `${severity} ${error.message}`)).toEqual([finds]);
  });
});

describe('the filters of an application', () => {
  const apply = () => '';
  const filters = {
    badge: { reads: 'text', apply },
    icon: { reads: 'text', keywords: ['size'], apply },
    pluck: { reads: 'attribute', attribute: { keyword: 'by', position: 0, single: true }, keywords: ['by'], apply },
    upper: { reads: 'text', apply },
  } as const;
  const globals = { None: { reads: 'value', apply }, link: { reads: 'value', apply } } as const;

  it.each([
    '{{ name | icon(size=3) }}',
    '{{ name | badge(1, 2, 3) }}{{ name | upper(1) }}',
    '{{ rows | pluck("tag") }}{{ rows | pluck(by="tag") }}',
    '{{ link("home", active=true) }}',
    '{{ None() }}',
  ])('finds nothing in %s', (text) => {
    expect(findings(text, { filters, globals })).toEqual([]);
  });

  it.each([
    [
      '{{ name | icon(sise=3) }}',
      'sise',
      'LG1053: The filter "icon" takes no argument by the name "sise". Did you mean "size"? It knows size.',
    ],
    [
      '{{ name | badge(size=3) }}',
      'size',
      'LG1053: The filter "badge" takes no argument by the name "size". It takes none by name.',
    ],
    [
      '{{ rows | pluck("tag.id") }}',
      '"tag.id"',
      'LG1054: The filter "pluck" takes the name of one member, but got "tag.id", which no item has. Write map("tag.id") before it, or put {% if %} inside a loop.',
    ],
    [
      '{{ rows | pluck(by="tag.id") }}',
      '"tag.id"',
      'LG1054: The filter "pluck" takes the name of one member, but got "tag.id", which no item has. Write map("tag.id") before it, or put {% if %} inside a loop.',
    ],
  ])('finds what is wrong in %s', (text, place, message) => {
    const column = text.indexOf(place);
    const frame = `page.njk:1:${column + 1}\n1 | ${text}\n  | ${' '.repeat(column)}${'^'.repeat(place.length)}`;
    expect(findings(text, { filters, globals })).toEqual([`error ${message}\n\n${frame}`]);
  });
});

describe('what a filter throws for when the page renders is found before', () => {
  const filters = Object.entries(createFilters(defaultLocale)).filter(([name]) => filterDeclarations.has(name));

  it.each(filters)('%s', (name, filter) => {
    for (const given of [0, 1, 2, 3, 4, 5, 6, 7]) {
      const args = new Array<number>(given).fill(1);
      const isFound = findings(`{{ x | ${name}(${args.join(', ')}) }}`).some((finding) => finding.includes('LG1055'));
      expect([given, isFound]).toEqual([given, throwsForArguments(() => filter.call(null, 1, ...args))]);
    }
  });
});

function throwsForArguments(run: () => unknown): boolean {
  try {
    run();
    return false;
  } catch (error) {
    return (error as { code?: string }).code === 'LG1022';
  }
}

describe('the place of what stands outside blocks', () => {
  it.each([
    [
      'once between two blocks',
      '{% extends "base" %}\n\n  a{{ b }}\n{% block main %}{% endblock %}\nc',
      ['3:3', '5:1'],
    ],
    ['at the first word, whatever is trimmed', '{% extends "base" -%}\n  \n  <p>', ['3:3']],
    ['inside raw text', '{% extends "base" %}{% raw -%}\n{{ a }}{% endraw %}', ['2:1']],
    ['with Windows line ends', '{% extends "base" %}\r\n\r\n  a\r\n', ['3:3']],
    ['after a comment of HTML', '{% extends "base" %}<!-- a\n b -->\n c', ['3:2']],
    [
      'in a condition',
      '{% extends "base" %}\n{% if a %}\n{% set b = 1 %}{% call c() %}d{% endcall %}{% endif %}',
      ['3:19'],
    ],
  ])('%s', (_, text, expected) => {
    expect(places(text)).toEqual(expected.map((place) => `LG1061 ${place}`));
  });
});

/** Everyday templates of many styles, in which nothing is wrong. */
const good: readonly string[] = [
  'Hello world',
  '<p>{{ user.name }}</p>',
  '{{ user.name | upper | trim }}',
  "{{ user['first name'] }}",
  '{{ user["first-name"] }} {{ lookup[key] }} {{ rows[0].name }} {{ rows[n - 1] }}',
  '{{ html | safe }}',
  '{{ a or "nobody" }}',
  '{{ a and b or c }}',
  '{{ name | default("x", boolean=true) }} {{ 1.234 | round(precision=2) }} {{ text | truncate(length=3) }}',
  '{{ rows | sum("tag.id") }} {{ rows | selectattr("tag.id") | length }} {{ rows | rejectattr("tag.id") | length }}',
  '{{ name | default("nobody") }} {{ name | default("nobody", true) }} {{ name | d("x") }}',
  '{{ "yes" if ok else "no" }}',
  '{{ "selected" if a == b }}',
  '{{ a + b ~ c }}',
  '{{ a ~ " " ~ b }}',
  '{{ a ~ 1 + 2 }} {{ a ~ 5 - 2 }}',
  '{% extends "base" %}{% block main %}{% macro f() %}{{ super() }}{% endmacro %}{{ f() }}{% endblock %}',
  '{{ "n = " ~ (a + b) }}',
  '{{ "n = " ~ a * b }}',
  '{{ a + b * c - d / e }}',
  '{{ -amount | abs }} {{ (a + b) | round(2) }} {{ a // b }} {{ a % b }} {{ a ** 2 }}',
  '{{ [1, 2, 3] | join(", ") }}',
  '{{ { a: 1, "b": 2 } | dump }}',
  '{{ (rows | first).name }}',
  '{{ rows | length }} {{ rows.length }}',
  '{{ rows | last | dump(2) }}',
  '{{ rows | sum("price") }} {{ prices | sum }}',
  '{{ rows | map("tag.id") | sum }} {{ rows | map(attribute="tag.id") | join }}',
  '{{ rows | join(", ", "name") }} {{ rows | join(", ", "tag.name") }} {{ rows | join(", ", attribute="name") }}',
  '{% for row in rows | selectattr("active") %}{{ row.name }}{% endfor %}',
  '{% for row in rows | rejectattr("done") %}{{ row.name }}{% endfor %}',
  '{% for row in rows | sort(attribute="tag.name") %}{{ row.name }}{% endfor %}',
  '{% for row in rows | sort(false, true, "tag.name") %}{{ row.name }}{% endfor %}',
  '{% for row in rows | sort(reverse=true, attribute="name") %}{{ row.name }}{% endfor %}',
  '{% for n in numbers | sort(true) %}{{ n }}{% endfor %}',
  '{% for key, group in rows | groupby("tag.name") %}{{ key }}{{ group | length }}{% endfor %}',
  '{% for row in rows | batch(3, "-") %}{{ row | join }}{% endfor %}',
  '{% for part in rows | slice(3) %}{{ part | length }}{% endfor %}',
  '{{ "7" | int(default=0) }} {{ "7" | int(0, 8) }} {{ "1.5" | float(0) }}',
  '{{ text | truncate(20, true, "…") }} {{ text | replace("a", "b") }} {{ text | indent(2) }}',
  '{{ when | date("long") }} {{ when | date(style="long") }} {{ price | currency("EUR") }} {{ n | number }}',
  '{% for x in (a if b else c) %}{{ x }}{% endfor %}',
  '{% for x in a if b else c %}{{ x }}{% endfor %}',
  '{% for x in xs %}{% if x.active %}{{ x.name }}{% endif %}{% endfor %}',
  '{% for x in xs %}{{ x }}{% else %}<p>none</p>{% endfor %}',
  '{% for x in xs %}{{ loop.index }}/{{ loop.length }}{% if not loop.last %}, {% endif %}{% endfor %}',
  '{% for x in xs %}<li class="{{ "first" if loop.first }}">{{ loop.index0 }}{{ loop.revindex }}{{ loop.revindex0 }}</li>{% endfor %}',
  '{% for x in xs %}{% set outer = loop %}{% for y in x.ys %}{{ outer.index }}.{{ loop.index }}{% endfor %}{% endfor %}',
  '{% for key, value in dict %}{{ key }}={{ value }}{% endfor %}',
  '{% for a, b, c in points %}{{ a }}{{ b }}{{ c }}{% endfor %}',
  '{% for i in range(1, 10, 2) %}{{ i }}{% endfor %}',
  '{% for c in "abc" %}{{ c }}{% endfor %}',
  '{{ loop.title }}',
  '{% set row = cycler("odd", "even") %}{% for x in xs %}<tr class="{{ row.next() }}">{% endfor %}',
  '{% set comma = joiner(", ") %}{% for x in xs %}{{ comma() }}{{ x }}{% endfor %}',
  '{% set total = 0 %}{% for x in xs %}{% set total = total + x.price %}{% endfor %}{{ total }}',
  '{% for x in xs %}{% set price = x.price * 2 %}{{ price }}{% endfor %}',
  '{% for x in xs %}{% set price = x.price %}{% set price = price + 1 %}{{ price }}{% endfor %}',
  '{% for x in xs %}{% set n = 1 %}{{ n }}{% endfor %}{% for x in xs %}{% set n = 2 %}{{ n }}{% endfor %}',
  '{% for x in xs %}{% set n = 1 %}{% endfor %}{% set n = 2 %}{{ n }}',
  '{% if a %}{% set kind = "a" %}{% else %}{% set kind = "b" %}{% endif %}{{ kind }}',
  '{% for x in xs %}{% if x.a %}{% set kind = "a" %}{% else %}{% set kind = "b" %}{% endif %}{{ kind }}{% endfor %}',
  '{% for x in xs %}{% set n = 0 %}{% for y in x.ys %}{% set n = n + y %}{% endfor %}{{ n }}{% endfor %}',
  '{% set found = false %}{% for x in xs %}{% if x.ok %}{% set found = true %}{% endif %}{% endfor %}{{ found }}',
  '{% set k %}<b>{% endset %}{% for x in xs %}{% set k = x %}{% endfor %}{{ k }}',
  '{% set k = 1 %}{% block main %}{% set k %}<b>{% endset %}{{ k | safe }}{% endblock %}{{ k }}',
  '{% set n = 0 %}{% block main %}{% for x in xs %}{% set n = n + x %}{% endfor %}{{ n }}{% endblock %}',
  '{% macro m(xs) %}{% set n = 0 %}{% for x in xs %}{% set n = n + x %}{% endfor %}{{ n }}{% endmacro %}{{ m([1]) }}',
  '{% set a, b = 0 %}{{ a }}{{ b }}',
  '{% set a, b = [] %}{{ a }}{{ b }}',
  '{% set list = [1, 2] %}{{ list | join }}',
  '{% set k = "a" if b %}{{ k }}',
  '{% set title %}{{ a }} of {{ b }}{% endset %}{{ title }}',
  '{% set title %}a < b{% endset %}{{ title }}',
  '{% set badge %}<b>{{ a }}</b>{% endset %}{{ badge | safe }}',
  '{% set badge %}<b>{{ a }}</b>{% endset %}{% set badge = badge | safe %}{{ badge }}',
  '{% set badge %}<b>{{ a }}</b>{% endset %}{{ badge | length }}{% if badge %}x{% endif %}',
  '{% filter upper %}hello {{ a }}{% endfilter %}',
  '{% filter safe %}<b>{{ a }}</b>{% endfilter %}',
  '{% filter escape %}<b>{% endfilter %}',
  '{% if a %}1{% elif b %}2{% elseif c %}3{% else %}4{% endif %}',
  '{% if a === b or a !== c %}1{% endif %}',
  '{% if a == "x" or a == "y" %}1{% endif %}',
  '{% if a == "x" or b %}1{% endif %}',
  '{% if a and not b %}1{% endif %}',
  '{% if not (a == b) %}1{% endif %}',
  '{% if not a.b %}1{% endif %}',
  '{% if not a(b) %}1{% endif %}',
  '{% if not xs | length %}none{% endif %}{% for x in xs %}{{ x }}{% endfor %}',
  '{% if not a in b %}1{% endif %}{% if a not in b %}1{% endif %}',
  '{% if not a is defined %}1{% endif %}{% if a is not defined %}1{% endif %}',
  '{% if a is none %}1{% endif %}{% if a == none %}1{% endif %}{% if a == null %}1{% endif %}{% if a == undefined %}1{% endif %}',
  '{% if a is divisibleby(3) and b is odd %}1{% endif %}',
  '{% if status in ["open", "new"] %}1{% endif %}',
  '{% if xs | length > 3 %}1{% endif %}',
  '{% if xs.length == 0 %}none{% else %}{% for x in xs %}{{ x }}{% endfor %}{% endif %}',
  '{% if xs | length %}{% for x in xs %}{{ x }}{% endfor %}{% else %}none{% endif %}',
  '{% if xs %}<ul>{% for x in xs %}<li>{{ x }}</li>{% endfor %}</ul>{% endif %}',
  '{% if user %}{{ user.name }}{% for x in xs %}{{ x }}{% endfor %}{% else %}nobody{% endif %}',
  '{% if 0 < n and n < 10 %}1{% endif %}',
  '{% switch kind %}{% case "a" %}A{% case "b" %}{% case "c" %}BC{% default %}D{% endswitch %}',
  '{% switch kind %}{% case "a" %}{% if true %}{% include "a.njk" %}{% endif %}{% endswitch %}',
  '{% macro field(name, value="", type="text") %}<input name="{{ name }}" type="{{ type }}" value="{{ value }}">{% endmacro %}{{ field("a", type="date") }}',
  '{% macro row(x) %}<li>{{ x.name }}</li>{% endmacro %}{% for x in xs %}{{ row(x) }}{% endfor %}',
  '{% for x in xs %}{% macro row(x) %}<li>{{ x.name }}</li>{% endmacro %}{{ row(x) }}{% endfor %}',
  '{% macro tree(node) %}{{ node.name }}{% for child in node.children %}{{ tree(child) }}{% endfor %}{% endmacro %}{{ tree(root) }}',
  '{% macro list(xs) %}{% for x in xs %}{{ loop.index }}{{ x }}{{ site }}{% endfor %}{% endmacro %}{{ list(xs) }}',
  '{% block main %}{% macro a() %}A{% endmacro %}{% macro b() %}{{ a() }}{% endmacro %}{{ b() }}{% endblock %}',
  '{% set unit = "m" %}{% macro size(n) %}{{ n }}{{ unit }}{% endmacro %}{{ size(3) }}',
  '{% macro card(title) %}<h2>{{ title }}</h2>{{ caller() }}{% endmacro %}{% call card("a") %}<p>b</p>{% endcall %}',
  '{% macro each(xs) %}{% for x in xs %}{{ caller(x) }}{% endfor %}{% endmacro %}{% call(x) each(xs) %}{{ x }}{{ y }}{% endcall %}',
  '{% macro box() %}{% if caller %}{{ caller() }}{% endif %}{% endmacro %}{% for x in xs %}{% call box() %}{{ x }}{{ loop.index }}{% endcall %}{% endfor %}',
  '{% import "forms.njk" as forms %}{{ forms.field("a", value=b) }}',
  '{% from "forms.njk" import field, label as title with context %}{{ field("a") }}{{ title("b") }}',
  '{% include "part.njk" %}{% include "other.njk" ignore missing %}{% include "a.njk" if a else "b.njk" %}',
  '{% for x in xs %}{% include "row.njk" %}{% endfor %}',
  '{% extends "layout.njk" %}{% block main %}{{ super() }}<p>{{ a }}</p>{% endblock %}',
  '{% extends "layout.njk" %}{% block main %}{% if a %}{{ super() }}{% endif %}{% endblock %}',
  '{% extends "layout.njk" %}{% block main %}{% if a %}{% block inner %}x{% endblock %}{% endif %}{% endblock %}',
  '{# a page #}{% extends "layout.njk" %} {% set title = "A" %} {% block main %}{{ title }}{% endblock main %} ',
  '{% extends "layout.njk" %}{% from "forms.njk" import field %}{% macro a() %}<b>{% endmacro %}{% if x %}{% set y = 1 %}{% endif %}{% block main %}{{ y }}{% endblock %}',
  '{% extends "layout.njk" %}<!-- the page -->{% block main %}{% endblock %}',
  '{% if layout %}{% extends layout %}{% endif %}<p>alone</p>{% block main %}x{% endblock %}',
  '{% block title %}Rentals{% endblock %} {% if a %}{% block aside %}{% endblock %}{% endif %}',
  '{% raw %}{{ a?.b }} {% for x in xs if y %}{% endraw %}',
  '{# {{ a?.b }} #}',
  '{{ "a?.b && c" }} {{ r/^a?b&&c$/g.test(a) }}',
  '{{ $scope }} {{ größe }} {{ _private }} {{ item.2nd }} {{ item.@id }} {{ item.naïve }}',
  '{% for x in xs -%} {{- x -}} {%- endfor %}',
  '{{ users.all() | length }} {{ user.getFullName() }} {{ text.slice(-3) }} {{ range(3) | join }}',
  '<script type="application/json">{{ data | dump | safe }}</script>',
  '{% for x in xs %}{% block row %}{{ x }}{% endblock %}{% endfor %}',
];

it.each(good)('finds nothing in %s', (text) => {
  expect(findings(text)).toEqual([]);
});

const pages = readdirSync('views', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.njk'));

it.each(pages)('finds nothing in views/%s', (name) => {
  expect(findings(readFileSync(`views/${name}`, 'utf8'))).toEqual([]);
});
