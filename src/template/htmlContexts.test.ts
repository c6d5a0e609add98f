import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import nunjucks from 'nunjucks';
import transformer from 'nunjucks/src/transformer.js';
import { describe, expect, it } from 'vitest';
import { hostileStrings } from '../../integration-tests/hostileStrings.ts';
import { Diagnostics } from '../diagnostics.ts';
import { dumpTree } from '../native.ts';
import { checkHtmlContexts, protectUrls } from './htmlContexts.ts';
import { parseTemplate } from './parseTemplate.ts';
import { blockedUrl, safeUrl } from './safeUrl.ts';

describe('refused', () => {
  it('an attribute value without quotes', () => {
    expect(messages('<p>\n  <b class=a{{ x }}>')).toEqual([
      `LG1030: What is printed here stands in the value of "class" without quotes, which a space in it would end. Write class="{{ … }}".

page.njk:2:13
1 | <p>
2 |   <b class=a{{ x }}>
  |             ^^^^^^^`,
    ]);
  });

  it('the name of an attribute, whole or in part', () => {
    expect(messages('<p {{ attributes | safe }}>')).toEqual([
      `LG1031: What is printed here stands where a tag names its attributes, so it could add any of them, such as onclick. Write the name of the attribute and quotes around its value; an {% if %} may stand around both.

page.njk:1:4
1 | <p {{ attributes | safe }}>
  |    ^^^^^^^^^^^^^^^^^^^^^^^`,
    ]);
    expect(messages('<a {% if x %}href{% else %}title{% endif %}="{{ u }}">')).toEqual([
      `LG1031: What is printed here stands in the value of an attribute whose name is only known when the page renders. Write the name of the attribute, or an {% if %} around each of them with its value.

page.njk:1:46
1 | <a {% if x %}href{% else %}title{% endif %}="{{ u }}">
  |                                              ^^^^^^^`,
    ]);
  });

  it('the name of a tag', () => {
    expect(messages('<h{{ level }}>')).toEqual([
      `LG1032: What is printed here stands where a tag is named, so it could make any element, such as script. Write each tag and choose one with {% if %}; write &lt; for a "<" that is text.

page.njk:1:3
1 | <h{{ level }}>
  |   ^^^^^^^^^^^`,
    ]);
  });

  it('a comment', () => {
    expect(messages('<!-- {% include "x.njk" %} -->')).toEqual([
      `LG1033: What is included here stands in the comment, where escaping means nothing. Print it in an element, or remove it: {# … #} is a comment that no browser is sent.

page.njk:1:9
1 | <!-- {% include "x.njk" %} -->
  |         ^^^^^^^`,
    ]);
  });

  it('an event handler', () => {
    expect(messages('<b onclick="f(\'{{ x | tojson }}\')">')).toEqual([
      `LG1034: What is printed here stands in "onclick", which a browser runs as a script. Use lg-click and its kind with lg-value-… attributes, or a data-… attribute that a script reads.

page.njk:1:16
1 | <b onclick="f('{{ x | tojson }}')">
  |                ^^^^^^^^^^^^^^^^`,
    ]);
  });

  it('a style', () => {
    expect(messages('<b style="color: {{ color }}">')).toEqual([
      `LG1035: What is printed here stands in the value of "style", where text could add any rule. Print a number, as in {{ width | float }}, or choose a class.

page.njk:1:18
1 | <b style="color: {{ color }}">
  |                  ^^^^^^^^^^^`,
    ]);
    expect(messages('<style>{% block css %}{% endblock %}</style>')).toEqual([
      `LG1035: The block "css" stands in the element <style>, where text could add any rule. Print a number, as in {{ width | float }}, or choose a class.

page.njk:1:11
1 | <style>{% block css %}{% endblock %}</style>
  |           ^^^^^`,
    ]);
  });

  it('srcdoc', () => {
    expect(messages('<iframe srcdoc="{{ x }}"></iframe>')).toEqual([
      `LG1036: What is printed here stands in "srcdoc", which is a page of its own: what is escaped for a value is markup there. Serve that page from an address of its own and give it as src.

page.njk:1:17
1 | <iframe srcdoc="{{ x }}"></iframe>
  |                 ^^^^^^^`,
    ]);
  });

  it('a list of URLs', () => {
    expect(messages('<img srcset="/{{ x }} 2x">')).toEqual([
      `LG1037: What is printed here stands in "srcset", which is a list: a comma, semicolon or space in it could add a URL. Print a part of a URL only, as in {{ name | urlencode }} or {{ width | int }}.

page.njk:1:15
1 | <img srcset="/{{ x }} 2x">
  |               ^^^^^^^`,
    ]);
  });

  it('a script', () => {
    expect(messages('<script>\nlet a = {{ x }};\n</script>')).toEqual([
      `LG1038: What is printed here stands in a script, where text is code. Write {{ … | tojson }} without quotes around it, or a data-… attribute that the script reads.

page.njk:2:9
1 | <script>
2 | let a = {{ x }};
  |         ^^^^^^^`,
    ]);
    expect(messages('<script>let a = "{{ x | tojson }}"</script>')).toEqual([
      `LG1039: This tojson stands in a string, a template literal, a regular expression or a comment, which it could end. Let it stand alone, without quotes: tojson writes its own.

page.njk:1:18
1 | <script>let a = "{{ x | tojson }}"</script>
  |                  ^^^^^^^^^^^^^^^^`,
    ]);
  });

  it('an element whose text has no escapes', () => {
    expect(messages('<xmp>{{ x }}</xmp>')).toEqual([
      `LG1040: What is printed here stands in <xmp>, where a browser shows "&lt;" and its kind as they are written. Print it in another element, such as <pre>.

page.njk:1:6
1 | <xmp>{{ x }}</xmp>
  |      ^^^^^^^`,
    ]);
  });

  it('a part of a URL that could be a part of its scheme', () => {
    expect(messages('<a href="java{{ x }}">')).toEqual([
      `LG1041: What is printed here could make a scheme of "href", such as javascript:, with what stands beside it. Print the whole URL at once, as in {{ a ~ b }}, or begin it with "/", "./", "?", "#" or its scheme.

page.njk:1:14
1 | <a href="java{{ x }}">
  |              ^^^^^^^`,
    ]);
  });

  it('a javascript: URL', () => {
    expect(messages('<a href=" JavaScript:open({{ id }})">')).toEqual([
      `LG1042: What is printed here stands in a javascript: URL, where text is code or a document. Let the URL lead to an address; for an action use lg-click with lg-value-… attributes.

page.njk:1:27
1 | <a href=" JavaScript:open({{ id }})">
  |                           ^^^^^^^^`,
    ]);
  });

  it('a macro at the start of a URL', () => {
    expect(messages('{% import "urls.njk" as urls %}<a href="{{ urls.tenant(id) }}">')).toEqual([
      `LG1043: What urls.tenant() writes begins the URL of "href", so that its scheme cannot be checked. Print the URL where the attribute is, as in href="{{ url }}".

page.njk:1:41
1 | {% import "urls.njk" as urls %}<a href="{{ urls.tenant(id) }}">
  |                                         ^^^^^^^^^^^^^^^^^^^^^`,
    ]);
  });

  it('a refresh, whichever attribute comes first', () => {
    const frame = (column: number, line: string) =>
      `LG1044: What is printed here stands in a meta element with http-equiv, which could send the browser to any address. Answer with a redirect instead.

page.njk:1:${column}
1 | ${line}
  | ${' '.repeat(column - 1)}^^^^^^^`;
    const after = '<meta http-equiv=Refresh content="0; url={{ x }}">';
    const before = '<meta content="0; url={{ x }}" http-equiv=refresh>';
    expect(messages(after)).toEqual([frame(42, after)]);
    expect(messages(before)).toEqual([frame(23, before)]);
    expect(messages('<meta http-equiv="{{ x }}">')).toEqual([frame(19, '<meta http-equiv="{{ x }}">')]);
  });

  it('the base of all URLs', () => {
    expect(messages('<base href="/{{ x }}">')).toEqual([
      `LG1045: What is printed here stands in the href of <base>, which every relative URL of the page begins with. Write the address in the template, or begin the URLs themselves with it.

page.njk:1:14
1 | <base href="/{{ x }}">
  |              ^^^^^^^`,
    ]);
  });

  it('what is left open', () => {
    expect(messages('{% block main %}\n<p class="a>\n{% endblock %}')).toEqual([
      `LG1046: The value of "class" is still open where the block "main" ends. Close it there.

page.njk:2:10
1 | {% block main %}
2 | <p class="a>
  |          ^`,
    ]);
    expect(messages('<p title="{% block a %}b" {% endblock %}">')).toEqual([
      `LG1046: The block "a" begins in the value of "title" and ends in the tag <p>. Let it end where it begins.

page.njk:1:14
1 | <p title="{% block a %}b" {% endblock %}">
  |              ^^^^^`,
    ]);
  });

  it('ways that end differently', () => {
    expect(messages('<p class="x{% if a %}">{% endif %}')).toEqual([
      `LG1047: One way through this {% if %} ends in text, another in the value of "class". Let each way open and close the same tags, quotes and comments.

page.njk:1:15
1 | <p class="x{% if a %}">{% endif %}
  |               ^^`,
    ]);
  });

  it('an element of text that closes itself', () => {
    expect(messages('<script src="/x.js"/>')).toEqual([
      `LG1048: <script/> does not close itself: in HTML, what follows is its text. Write <script></script>.

page.njk:1:1
1 | <script src="/x.js"/>
  | ^^^^^^^`,
    ]);
  });

  it('a name that runs into what stands before it', () => {
    expect(messages('<tr{% if x %} class="a"{% endif %}hidden>')).toEqual([
      `LG1049: Where "h" stands, a name or a value may still be open, depending on a condition. Put a space before it.

page.njk:1:35
1 | <tr{% if x %} class="a"{% endif %}hidden>
  |                                   ^^^^^^`,
    ]);
  });

  it.each([
    ['LG1030', '<a href={{ x }}>'],
    ['LG1030', '<p class={{ x }} {{ "hidden" if y }}>'],
    ['LG1030', '<p class=a{% if b %} id={{ x }}{% endif %}>'],
    ['LG1030', '<td width={{ x | int }}>'],
    ['LG1031', '<p data-{{ x }}="1">'],
    ['LG1031', '<p class="a"{{ x }}>'],
    ['LG1031', '<p class {{ x }}>'],
    ['LG1031', '<p {{ "a" if b else c }}>'],
    ['LG1031', '<p {{ field.attributes() }}>'],
    ['LG1031', '<p {% include "x" %}>'],
    ['LG1031', '<p {% for a in b %}{{ a }}{% endfor %}>'],
    ['LG1031', '<p {% block attributes %}{% endblock %}>'],
    ['LG1032', '</{{ x }}>'],
    ['LG1032', 'a <{{ b }}'],
    ['LG1032', '<title></{{ x }}></title>'],
    ['LG1033', '<!-- {{ x }} -->'],
    ['LG1033', '<!--[if {{ x }}]><![endif]-->'],
    ['LG1033', '<!{{ x }}>'],
    ['LG1033', '<!doctype {{ x }}>'],
    ['LG1033', '<?php {{ x }} ?>'],
    ['LG1033', '<![CDATA[{{ x }}]]>'],
    ['LG1034', '<B ONCLICK="{{ x }}">'],
    ['LG1034', '<b onclick={{ x }}>'],
    ['LG1034', "<b onpointerenter='{{ x }}'>"],
    ['LG1035', '<b style="width: {{ x | int(y) }}px">'],
    ['LG1035', '<b style="width: {{ x + 1 }}px">'],
    ['LG1035', '<b style="{{ "color: red" if a else b }}">'],
    ['LG1035', '<b style="{% include "x" %}">'],
    ['LG1037', '<link imagesrcset="{{ x }}">'],
    ['LG1037', '<svg><animate values="0;{{ x }}"/></svg>'],
    ['LG1038', '<script>{{ x | dump | safe }}</script>'],
    ['LG1038', '<script><!-- <script> </script> {{ x }} --></script>'],
    ['LG1038', '<script type="text/template">{{ x }}</script>'],
    ['LG1039', `<script>let a = \`\${"{{ x | tojson }}"}\`</script>`],
    ['LG1039', '<script>// {{ x | tojson }}\n</script>'],
    ['LG1039', '<script>a = /{{ x | tojson }}/</script>'],
    ['LG1040', '<iframe>{{ x }}</iframe>'],
    ['LG1040', '<plaintext>{{ x }}'],
    ['LG1041', '<a href="{{ a }}{{ b }}">'],
    ['LG1041', '<a href="{{ a }}:{{ b }}">'],
    ['LG1041', '<a href="{{ a }}script:alert(1)">'],
    ['LG1041', '<a href="{{ a }}&colon;x">'],
    ['LG1041', '<a href="{{ a }}&{{ b }}">'],
    ['LG1041', '<a href="&#106;{{ a }}">'],
    ['LG1041', '<a href="{% for a in b %}{{ a }}{% endfor %}">'],
    ['LG1041', '<a href="{% if a %}{{ a }}{% endif %}{{ b }}">'],
    ['LG1041', '<a href="{% if a %}java{% else %}/{% endif %}{{ b }}">'],
    ['LG1041', '<a href="java{% include "x" %}">'],
    ['LG1042', '<a href="{{ "javascript:" if a else "/b/" }}{{ c }}">'],
    ['LG1042', '<img src="data:image/png;base64,{{ x }}">'],
    ['LG1042', '<a href="java\n\tscript:{{ x }}">'],
    ['LG1043', '<a href="{% block url %}{% endblock %}">'],
    ['LG1043', '{% macro m() %}{% endmacro %}<a href="{{ m() }}">'],
    ['LG1043', '{% from "m.njk" import n as m %}<a href="{{ m() }}">'],
    ['LG1043', '{% macro m() %}<a href="{{ caller() }}">{% endmacro %}'],
    ['LG1046', '<!-- a'],
    ['LG1046', '<script>let a'],
    ['LG1046', '{% macro m() %}<p{% endmacro %}'],
    ['LG1046', '{% set a %}<!-- {% endset %}'],
    ['LG1046', '{% macro m() %}{% endmacro %}{% call m() %}<b title="{% endcall %}'],
    ['LG1046', '{% filter upper %}<b {% endfilter %}'],
    ['LG1046', '<svg><title/></svg><textarea>'],
    ['LG1047', '{% if a %}<p class="{% endif %}x">'],
    ['LG1047', '{% for a in b %}<p title="{% endfor %}">'],
    ['LG1047', '{% for a in b %}{% else %}<!-- {% endfor %}-->'],
    ['LG1047', '{% switch a %}{% case 1 %}<p {% case 2 %}<p{% default %}{% endswitch %}>'],
    ['LG1047', '<{% if a %}script{% else %}b{% endif %}></b>'],
    ['LG1047', '<script>{% if a %}"{% endif %}</script>'],
    ['LG1048', '<svg><title/></svg>'],
    ['LG1049', '<{% if a %}s{% else %}x{% endif %}cript>'],
    ['LG1049', '<p {{ "a" if b }}c>'],
  ])('with %s: %s', (code, template) => {
    expect(messages(template).map((message) => message.slice(0, 6))).toContain(code);
  });

  it('in the bodies of macros, calls, sets and filters, each a text of its own', () => {
    const templates = [
      '{% macro m(x) %}<p {{ x }}>{% endmacro %}',
      '{% macro m() %}{% endmacro %}{% call m() %}<p {{ x }}>{% endcall %}',
      '{% set a %}<p {{ x }}>{% endset %}',
      '{% filter trim %}<p {{ x }}>{% endfilter %}',
      '{% block a %}<p {{ x }}>{% endblock %}',
      '{% switch a %}{% case 1 %}{% case 2 %}<p {{ x }}>{% endswitch %}',
      '{% for a in b %}{% else %}<p {{ x }}>{% endfor %}',
      '{% if a %}{% elif b %}<p {{ x }}>{% endif %}',
    ];
    expect(templates.map((template) => messages(template).map((message) => message.slice(0, 6)))).toEqual(
      templates.map(() => ['LG1031']),
    );
  });

  it('points into data whose white space is trimmed, and into {% raw %}', () => {
    const frames = ['{% set a = 1 -%}\n\n  <p class="', '{% raw %}<p class="{% endraw %}'].map(
      (template) => messages(template)[0]!.split('\n')[2],
    );
    expect(frames).toEqual(['page.njk:3:12', 'page.njk:1:19']);
  });
});

const views = path.resolve(import.meta.dirname, '../../views');
const viewTemplates = readdirSync(views, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.njk'));

describe('accepted', () => {
  it.each([
    '{{ x }}',
    'a < {{ b }} && {{ c }} > d',
    '<p>{{ x }}</p>',
    '<p class="{{ x }}" title=\'{{ y }}\'>{{ z }}</p>',
    '<p class="a {{ b }} c-{{ d }}">',
    '<title>{{ x }} · Site</title>',
    '<title>{% block title %}{{ x }}{% endblock %}</title>',
    '<body class="{% block bodyClass %}page {{ x }}{% endblock %}">',
    '<textarea name="a" rows=4>\n{{ x }}</textarea>',
    '<input name="q" value="{{ q }}" required maxlength=200>',
    '<input type="checkbox" {% if a %}checked{% endif %}>',
    '<input type="checkbox"{% if a %} checked{% endif %}>',
    '<input type="checkbox"{{ " checked" if a }}>',
    '<input {{ "checked" if a }} {{ "disabled" if b }}>',
    '<input {% if a %}checked {% endif %}disabled>',
    '<input {% if a %}checked{% else %}disabled{% endif %} name="{{ b }}">',
    '<option value="{{ x }}" {{ "selected" if x == y else "" }}>{{ x }}</option>',
    '<option {{ a and "selected" }}>',
    '<details {{ ("open") if a }}>',
    '<button {{ "aria-" ~ ("pressed" if a else "busy") }}="true">',
    '<button aria-pressed={{ a == b }}>',
    '<tr{% if x %} class="a"{% endif %}>',
    '<tr{% if x %} class="a" {% endif %}>',
    '<tr{% if x %} class="{{ x }}"{% elif y %} id="{{ y }}"{% endif %} title="b">',
    '<tr class=a{% if x %} id=b{% endif %}>',
    '<p class="{% if a %}x{% endif %}">',
    '<p class="{% if a %}{{ a }}{% else %}b{% endif %} {{ "c" if d }}">',
    '<p {% if a %}class="{{ a }}"{% else %}hidden{% endif %}>',
    '{% if a %}<a href="x">{% else %}<b>{% endif %}',
    '{% if url %}<a href="{{ url }}"{% else %}<span{% endif %} class="{{ c }}">x{% if url %}</a>{% else %}</span>{% endif %}',
    '<{{ "h1" if a else "h2" }} class="{{ b }}">',
    '<{% if a %}ol{% else %}ul{% endif %}><li>{{ b }}</li></{% if a %}ol{% else %}ul{% endif %}>',
    '<ul>{% for a in b %}<li lg-key="{{ a.id }}">{{ a }}</li>{% else %}<li>None</li>{% endfor %}</ul>',
    '<p {% for a in b %} data-x="{{ a }}"{% endfor %}>',
    '<p class="{% for a in b %}{{ a }} {% endfor %}">',
    '<p{% for a in b %} hidden{% else %} class="x"{% endfor %}>',
    '{% switch a %}{% case 1 %}{% case 2 %}<p>{% default %}<b>{% endswitch %}',
    '<table><thead><tr><th scope="col">{{ a }}</th></tr></thead><tbody>{% for a in b %}<tr><td>{{ a }}</td></tr>{% endfor %}</tbody></table>',
    '<br/><hr /><img alt="{{ a }}" src="/x.png" />',
    '<a href="{{ url }}">x</a>',
    "<a href=' {{ url }} '>x</a>",
    '<a href="{{ url }}?page={{ n }}#{{ h }}">',
    '<a href="{{ url }}&page={{ n }}">',
    '<a href="{{ base }}/x/{{ id }}">',
    '<a href="{% if a %}{{ a }}{% else %}{{ b }}{% endif %}">',
    '<a href="{{ a or "/" }}">',
    '<a href="/x/{{ id }}:{{ b }}">',
    '<a href="./{{ id }}">',
    '<a href="?q={{ q | urlencode }}">',
    '<a href="#{{ id }}">',
    '<a href="https://h.test/{{ p }}">',
    '<a href="mailto:{{ p }}">',
    '<a href="tel:{{ p }}" lg-navigate>',
    '<a href="page-{{ n | int }}.html">',
    '<a href="{% if a %}/a{% else %}/b{% endif %}/{{ c }}">',
    '<a href="{{ "/a" if a else "/b" }}/{{ c }}">',
    '<a href="/a" ping="{{ p }}">',
    '<form method="post" action="{{ a }}"><button formaction="{{ b }}">',
    '<blockquote cite="{{ a }}"></blockquote><object data="{{ b }}"></object>',
    '<video poster="{{ a }}" src="{{ b }}"></video>',
    '<img src="{{ a }}" srcset="/i/{{ id | int }}.png 1x, /i/{{ name | urlencode }}@2.png 2x">',
    '<link rel="stylesheet" href="{{ a }}"><script src="{{ a }}" nonce="{{ b }}"></script>',
    '<meta name="description" content="{{ x }}"><meta property="og:image" content="{{ y }}">',
    '<meta http-equiv="refresh" content="60"><base href="/x/">',
    '<!doctype html><!-- a > b "c\' <p title= --><p>{{ x }}</p>',
    '<!--[if IE]><![endif]--><!----><!--> {{ x }} <!---> {{ y }}',
    '<!-- {% if a %}x{% endif %} {# {{ y }} #} --><b>{{ z }}</b>',
    '<button lg-click="complete" lg-value-id="{{ a.id }}" lg-disable-with="{{ b }}">{{ c }}</button>',
    '<button lg-{% if a %}click{% else %}input{% endif %}="save">',
    '<b data-json="{{ x | tojson }}" aria-label="{{ y }}">',
    '<b style="width: {{ x | float }}%; height: {{ 100 - y }}px; top: {{ (a + 1) * 2 }}px; color: {{ "red" if b else "blue" }}">',
    '<b style="flex: {{ x | round(2) if x else 0 }}; order: {{ list | length }}">',
    '<style>p > b { width: {{ x | int }}px } {{ "b { color: red }" if c }}</style>',
    '<script>let a = {{ x | tojson }}, b = "it\'s", c = {{ y | tojson | safe }};</script>',
    '<script>let a = {{ x | tojson if x else "null" }}; // it\'s\nlet b = {{ y | tojson }};</script>',
    '<script type="application/json">{{ x | tojson }}</script><p>{{ y }}</p>',
    '<script>if (a < b && c > d) document.write("<b>", "<\\/b>");</script><p title="{{ x }}">',
    '<script><!-- <script> "</script>" --></script><p>{{ x }}</p>',
    '<script>{% if a %}f({{ a | tojson }});{% else %}g();{% endif %}</script>',
    '<svg viewBox="0 0 {{ w }} {{ h }}"><path d="{{ d }}" fill="{{ c }}"/><text x="{{ x }}">{{ t }}</text></svg>',
    '<svg><use xlink:href="#{{ icon }}"/><a href="{{ url }}"><title>{{ t }}</title></a></svg>',
    '<svg><rect><animate attributeName="x" from="0" to="{{ x }}" values="{{ y | int }};5"/></rect></svg>',
    '{% macro field(name, value) %}<input name="{{ name }}" value="{{ value }}">{% endmacro %}{{ field("a", b) }}',
    '{% macro box() %}<div>{{ caller() }}</div>{% endmacro %}{% call box() %}<p>{{ x }}</p>{% endcall %}',
    '{% macro names() %}a {{ b }}{% endmacro %}<p class="{{ names() }}">',
    '{% set a %}<b>{{ x }}</b>{% endset %}{{ a }}',
    '{% filter upper %}a {{ x }}{% endfilter %}',
    '{% include "a.njk" %}<div>{% include "b.njk" ignore missing %}</div>',
    '{% extends "a.njk" %}{% block b %}{{ super() }}<p>{{ x }}</p>{% endblock %}',
    '{% raw %}<p class="{{ x }}">{% endraw %}',
    '<pre>{{ x }}</pre><code>{{ y }}</code><noscript><p>{{ z }}</p></noscript>',
    '<template><li class="{{ a }}">{{ b }}</li></template>',
    '<P CLASS="{{ a }}">{{ b }}</P><TEXTAREA>{{ c }}</TEXTAREA>',
  ])('%s', (template) => {
    expect(messages(template)).toEqual([]);
  });

  it.each(viewTemplates)('views/%s', (name) => {
    expect(messages(readFileSync(path.join(views, name), 'utf8'))).toEqual([]);
  });
});

describe('a URL that starts with what is printed', () => {
  it.each([
    ['<a href="{{ a }}">', '<a href="about:invalid#blocked">'],
    ['<a href=" {{ a }}/x">', '<a href=" about:invalid#blocked/x">'],
    ['<a href="{{ a | safe }}">', '<a href="about:invalid#blocked">'],
    ['<a href="{{ "/x" if no else a }}">', '<a href="about:invalid#blocked">'],
    ['<a href="{{ "java" ~ "script:" ~ b }}">', '<a href="about:invalid#blocked">'],
    ['<a href="{% if a %}{{ a }}{% else %}{{ b }}{% endif %}">', '<a href="about:invalid#blocked">'],
    ['{% for i in [a, b] %}<a href="{{ i }}">{% endfor %}', '<a href="about:invalid#blocked"><a href="/b">'],
    ["{% set x = a %}{% block c %}<img src='{{ x }}'>{% endblock %}", "<img src='about:invalid#blocked'>"],
    [
      '{% macro m(u) %}<a href="{{ u }}">{% endmacro %}{{ m(a) }}{{ m(b) }}',
      '<a href="about:invalid#blocked"><a href="/b">',
    ],
    ['<a href="{{ b }}?{{ a }}" title="{{ a }}">', '<a href="/b?javascript:a" title="javascript:a">'],
    ['<a href="/{{ a }}">{{ a }}', '<a href="/javascript:a">javascript:a'],
    ['<a href="{{ none }}">', '<a href="">'],
    ['<a xlink:href="{{ a }}" data-href="{{ a }}">', '<a xlink:href="about:invalid#blocked" data-href="javascript:a">'],
  ])('%s', (template, html) => {
    expect(messages(template)).toEqual([]);
    expect(render(template, { a: 'javascript:a', b: '/b' })).toBe(html);
  });
});

const contexts = [
  'a {{ v }} b',
  '<p>{{ v }}</p>',
  '<p class="{{ v }}">',
  "<p class='a {{ v }}' id=b>",
  '<title>{{ v }}</title>',
  '<textarea>{{ v }}</textarea>',
  '<a href="{{ v }}">x</a>',
  "<a href=' {{ v }}'>x</a>",
  '<a href="{{ v }}/x?y">x</a>',
  '<a href="/x/{{ v }}">x</a>',
  '<a href="?{{ v }}#{{ v }}">x</a>',
  '<a href="https://h.test/{{ v }}">x</a>',
  '<img src="{{ v }}" srcset="/{{ v | urlencode }}.png 1x" alt="{{ v }}">',
  '<form action="{{ v }}"><button formaction="{{ v }}" lg-click="a" lg-value-id="{{ v }}">x</button></form>',
  '<b style="width: {{ v | int }}px; top: {{ v * 2 }}px">x</b>',
  '<style>b { width: {{ v | float }}px }</style>',
  '<script>let a = {{ v | tojson }};</script>',
  '<svg><a xlink:href="{{ v }}"><title>{{ v }}</title><text x="{{ v }}">{{ v }}</text></a></svg>',
  '<table><tr lg-key="{{ v }}"><td>{{ v }}</td></tr></table>',
  '<select><option value="{{ v }}" {{ "selected" if v }}>{{ v }}</option></select>',
  '<meta name="description" content="{{ v }}">',
];

describe('hostile text', () => {
  it.each(contexts)('makes no element, attribute, script or scheme in %s', (template) => {
    expect(messages(template)).toEqual([]);
    const harmless = structureOf(render(template, { v: 'x' }));
    const broken = hostileStrings().filter((v) => structureOf(render(template, { v })) !== harmless);
    expect(broken).toEqual([]);
  });

  it('makes nothing in any template that is accepted', () => {
    const seen = { accepted: 0, printing: 0 };
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { minLength: 2, maxLength: 9 }), (parts) => {
        const template = parts.join('');
        if (messages(template).length > 0) return;
        seen.accepted += 1;
        if (template.includes('{{ v')) seen.printing += 1;
        for (const c of [true, false]) {
          const harmless = structureOf(render(template, { v: 'x', w: 'x', c }));
          for (const [v, w] of pairs) {
            expect(structureOf(render(template, { v, w, c })), `${template} with ${v}`).toBe(harmless);
          }
        }
      }),
      { numRuns: Number(process.env.LIVEGRAFT_PROPERTY_RUNS ?? 1_500) },
    );
    expect(seen.accepted).toBeGreaterThan(200);
    expect(seen.printing).toBeGreaterThan(100);
  });
});

const pieces = [
  ...[
    '{{ v }}',
    '{{ v }}',
    '{{ w }}',
    '{{ v | int }}',
    '{{ v | tojson }}',
    '{{ "a" if c }}',
    '{{ "b c" if c else "" }}',
  ],
  ...['{% if c %}{{ v }}{% endif %}', '{% if c %} a="{{ v }}"{% endif %}', '{% if c %}/{% else %}a{% endif %}'],
  ...[
    '<a ',
    '<a',
    '<b>',
    '</a>',
    '<p>',
    '</p>',
    '<svg>',
    '</svg>',
    '<img ',
    '<i title="{{ v }}">',
    '<a href="{{ v }}">',
  ],
  ...['<a href="', 'href="', 'href=', 'title="', "title='", 'onclick="', 'style="', 'class=', 'srcdoc="'],
  ...[
    '"',
    '"',
    "'",
    '">',
    "'>",
    '>',
    '/>',
    '/',
    ' ',
    '=',
    '\n',
    '&',
    '#',
    ':',
    '?',
    'a',
    'java',
    'script',
    '&colon;',
    '&#',
  ],
  ...['<!--', '-->', '--', '<!', '<![CDATA[', ']]>', '<', '</', '<?', '!'],
  ...[
    '<script>',
    '</script>',
    '<style>',
    '</style>',
    '<title>',
    '</title>',
    '<textarea>',
    '</textarea>',
    '<xmp>',
    '</xmp>',
  ],
];

/** Pairs too, since two prints that stand side by side can make one word. */
const pairs = [
  ['<script>alert(1)</script>', '<b>'],
  ['" onclick="alert(1)', "' onclick='alert(1)"],
  ['a onclick=alert(1) b', 'x/onclick=alert(1)'],
  ['x--><b onclick=alert(1)>', 'x]]><b>'],
  ['javascript:alert(1)', ':alert(1)'],
  ['java', 'script:alert(1)'],
  ['javascript', 'colon;alert(1)'],
  ['script', 'x</title><b></script><b></textarea><b></style><b>'],
];

function messages(text: string): string[] {
  const source = { name: 'page.njk', filename: 'page.njk', text };
  const diagnostics = new Diagnostics();
  checkHtmlContexts(parseTemplate(source), source, diagnostics);
  expect(diagnostics.all.every(({ severity }) => severity === 'error')).toBe(true);
  return diagnostics.all.map(({ error }) => error.message);
}

const { compiler, runtime } = nunjucks as unknown as {
  compiler: { Compiler: new (name: string) => { compile(root: unknown): void; getCode(): string } };
  runtime: { SafeString: new (text: string) => unknown };
};
const { transform } = transformer as { transform(root: unknown, filters: string[], name: string): unknown };

const environment = new nunjucks.Environment(null, { autoescape: true });
environment.addFilter('livegraft url', safeUrl);
environment.addFilter(
  'tojson',
  (value: unknown) => new runtime.SafeString(JSON.stringify(value).replace(/</g, '\\u003c')),
);

function render(text: string, context: object): string {
  const root = protectUrls(parseTemplate({ name: 'page.njk', filename: 'page.njk', text }));
  const writer = new compiler.Compiler('page.njk');
  writer.compile(transform(root, [], 'page.njk'));
  const code = { type: 'code', obj: new Function(writer.getCode())() as object };
  return new nunjucks.Template(code as unknown as string, environment, 'page.njk', true).render(context);
}

/** The elements of a page with their attributes: of those that run the whole value, of URLs whether they may be followed. */
function structureOf(html: string): string {
  return dumpTree(html)
    .split('\n| ')
    .flatMap((line) => {
      const [, name, value] = /^ *([^\s"<>=]+(?: href)?)="(.*)"\n*$/s.exec(line) ?? [];
      if (name === undefined || value === undefined) return /^ *</.test(line) ? [line] : [];
      if (/^(on|style$|srcdoc$)/.test(name)) return name === 'style' ? [`${name}=${styleOf(value)}`] : [line];
      return /^(xlink )?(href|src|action|formaction)$/.test(name) ? [`${name}: ${isFollowed(value)}`] : [name];
    })
    .join('\n');
}

/** Numbers may differ. */
function styleOf(value: string): string {
  return value.replace(/-?(NaN|Infinity|[\d.]+(e[+-]?\d+)?)/g, '').trim();
}

function isFollowed(url: string): string {
  if (url.trimStart().startsWith(blockedUrl) || !URL.canParse(url, 'https://here.test/')) return 'harmless';
  return /^(https?|mailto|tel|sms|ftp):$/.test(new URL(url, 'https://here.test/').protocol) ? 'harmless' : url;
}
