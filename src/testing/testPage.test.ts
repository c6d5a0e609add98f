import { event, LiveView, type MountContext, type ParamsContext } from 'livegraft';
import { createFakeClock, mount, PageProblemError, type TestPage } from 'livegraft/testing';
import { pino } from 'pino';
import { DataTypes, Sequelize } from 'sequelize';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createTestDatabase, type TestDatabase, testServers } from '../../integration-tests/testDatabase.ts';
import { configure } from '../log.ts';
import { defineApp, page as pageAt } from '../server/app.ts';

const anything = z.record(z.string(), z.unknown());

/** Shows what its events were given. */
class EchoView extends LiveView {
  static override template = 'page.njk';
  said = '';
  @event({ params: anything }) say(
    parameters: Record<string, unknown>,
    { target, used }: { target: string | null; used: readonly string[] },
  ) {
    this.said = JSON.stringify([parameters, target, used]);
  }
  @event() fail() {
    throw new Error('It does not work.');
  }
  @event() push() {
    this.pushEvent('chart', { points: [1, 2] });
    this.said = 'pushed';
  }
}

let page: TestPage;
afterEach(() => page?.close());

const silent = pino({ level: 'silent' });
configure({ logger: silent });

async function open(body: string, view: typeof EchoView = EchoView) {
  const text = `<!doctype html><title>Echo</title><main lg-root><output>{{ said }}</output>${body}</main>`;
  const opened = await mount(view, { templates: { 'page.njk': text } });
  page = opened;
  return opened;
}

/** Parameters, target and used fields of the last event. */
const said = () => JSON.parse(page.text('output'));

it('a view is opened, used and read', async () => {
  class CounterView extends LiveView {
    static override template = 'counter.njk';
    count = 0;
    @event() add() {
      this.count += 1;
    }
  }
  const counter = '<main lg-root>{{ count }} <button lg-click="add">more</button></main>';
  page = await mount(CounterView, { templates: { 'counter.njk': counter } });
  await page.click('button');
  expect(page.text()).toBe('1 more');
});

describe('a click', () => {
  it('is of the nearest element with lg-click, whose values go with it', async () => {
    await open('<p lg-click="say" lg-value-request-id="5" lg-value-kind="a"><b><i>Here</i></b></p>');
    await page.click('i');
    expect(said()).toEqual([{ requestId: '5', kind: 'a' }, null, []]);
  });

  it('on a button or a control adds its value', async () => {
    await open(`<button lg-click="say" name="step" value="2">Go</button><button lg-click="say" value="3">On</button>
      <input type="checkbox" name="done" lg-click="say"><input type="radio" name="size" value="l" lg-click="say">`);
    await page.click('button:contains("Go")');
    expect(said()[0]).toEqual({ step: '2' });
    await page.click('button:contains("On")');
    expect(said()[0]).toEqual({ value: '3' });
    await page.click('[name=done]');
    expect(said()[0]).toEqual({ done: 'on' });
    await page.click('[name=done]');
    expect(said()[0]).toEqual({});
    await page.click('[name=size]');
    expect(said()[0]).toEqual({ size: 'l' });
  });

  it('on a submit button submits its form with the value of the button', async () => {
    await open(`<form lg-submit="say"><input name="q" value="tap"><button name="how" value="fast">A</button>
      <button name="how" value="slow">B</button></form>`);
    await page.click('button:contains("B")');
    expect(said()).toEqual([{ q: 'tap', how: 'slow' }, null, ['q', 'how']]);
  });

  it('says which elements do something where this one does not', async () => {
    await open('<p>Text</p><b lg-click="say">Yes</b>');
    await expect(page.click('p')).rejects.toThrow(
      'LG8004: "p" does nothing: neither <p>Text</p> nor an element around it has "lg-click". These have "lg-click": <b lg-click="say">Yes</b>.',
    );
  });

  it('says what there is where nothing matches', async () => {
    await open('<b lg-click="say" class="x">Yes</b>');
    await expect(page.click('button')).rejects.toThrow(
      'LG8001: No element of the page matches "button". These have "lg-click": <b lg-click="say" class="x">Yes</b>.',
    );
  });

  it('says so where nothing at all could be clicked', async () => {
    await open('');
    await expect(page.click('button')).rejects.toThrow(
      'LG8001: No element of the page matches "button". The page has no element with "lg-click".',
    );
  });

  it('wants one element', async () => {
    const long = 'a text that is longer than a person wants to read';
    await open(`<i>1</i><i></i><i>3</i><i>4</i><i>${long}</i><i>6</i>`);
    await expect(page.click('i')).rejects.toThrow(
      'LG8002: 6 elements of the page match "i": <i>1</i>, <i>, <i>3</i>, <i>4</i>, <i>a text that is longer than a …</i> and 1 more. Say more in the selector, such as its place ("li:nth-child(2) button") or text (\'button:contains("Done")\').',
    );
  });

  it.each([
    ['<button disabled lg-click="say">No</button>', 'button', '<button disabled="" lg-click="say">No</button>'],
    ['<button disabled lg-click="say"><b>No</b></button>', 'b', '<button disabled="" lg-click="say">No</button>'],
    [
      '<fieldset disabled><button lg-click="say">No</button></fieldset>',
      'button',
      '<button lg-click="say">No</button>',
    ],
  ])('is not possible on what is disabled: %s', async (body, selector, shown) => {
    await open(body);
    await expect(page.click(selector)).rejects.toThrow(
      `LG8003: A person cannot use "${selector}", because it is disabled: ${shown}.`,
    );
  });

  it('is possible in the legend of a disabled fieldset', async () => {
    await open('<fieldset disabled><legend><button lg-click="say">Yes</button></legend></fieldset>');
    await page.click('button');
    expect(said()[0]).toEqual({});
  });
});

describe('typing and changing', () => {
  it('sends the control, or the form as a whole where that listens', async () => {
    await open(`<input name="q" lg-input="say" lg-value-in="head">
      <form lg-change="say" lg-value-in="form"><input name="first"><input name="_token" value="x"><input name="last" value="Ng"></form>`);
    await page.input('[name=q]', 'tap');
    expect(said()).toEqual([{ in: 'head', q: 'tap' }, null, []]);
    await page.change('[name=first]', 'Al');
    expect(said()).toEqual([{ in: 'form', first: 'Al', last: 'Ng' }, 'first', ['first']]);
    await page.change('[name=last]');
    expect(said()).toEqual([{ in: 'form', first: 'Al', last: 'Ng' }, 'last', ['first', 'last']]);
    await page.change('form');
    expect(said()[1]).toBe(null);
  });

  it('knows every kind of control', async () => {
    await open(`<form lg-change="say">
      <input type="checkbox" name="done" checked><input type="checkbox" name="tags[]" value="a"><input type="checkbox" name="tags[]" value="b" checked>
      <input type="radio" name="size" value="s" checked><input type="radio" name="size" value="l">
      <select name="one"><option disabled value="">None<option value="1">1<option> Two  words </select>
      <select name="many[]" multiple><option>x<option selected>y</select>
      <textarea name="text">
as it is</textarea><input name="off" disabled value="1"><input type="file" name="file"><input type="submit" name="s" value="t"></form>
      `);
    await page.change('form');
    const first = { done: 'on', tags: ['b'], size: 's', one: '1', many: ['y'], text: 'as it is' };
    expect(said()[0]).toEqual(first);
    await page.change('[value=l]', true);
    await page.change('[name=done]', false);
    await page.change('[name=one]', 'Two words');
    await page.change('select[multiple]', ['x', 'y']);
    await page.change('textarea', 'new');
    expect(said()[0]).toEqual({ tags: ['b'], size: 'l', one: 'Two words', many: ['x', 'y'], text: 'new' });
    expect(page.value('[name=one]')).toBe('Two words');
    expect(page.value('select[multiple]')).toEqual(['x', 'y']);
    expect(page.value('[value=l]')).toBe(true);
    expect(page.value('[value=s]')).toBe(false);
  });

  it('keeps what was typed while the server says something else, until it says the same', async () => {
    class TypeView extends EchoView {
      q = 'a';
      @event({ params: z.object({ q: z.string() }) }) search({ q }: { q: string }) {
        this.q = q === 'done' ? q : `${q}!`;
      }
    }
    await open('<input name="q" value="{{ q }}" lg-input="search">', TypeView);
    await page.input('input', 'b');
    expect(page.element('input').attributes.get('value')).toBe('b!');
    expect(page.value('input')).toBe('b');
    await page.input('input', 'done');
    expect(page.value('input')).toBe('done');
    await page.event('search', { q: 'c' });
    expect(page.value('input')).toBe('c!');
  });

  it.each([
    [
      '<select lg-change="say"><option>a<option>b</select>',
      'c',
      'LG8007: <select lg-change="say">ab</select> has no option "c" that can be chosen. It has "a", "b".',
    ],
    [
      '<input type="checkbox" lg-change="say">',
      'on',
      'LG8007: <input type="checkbox" lg-change="say"> cannot hold "on". A checkbox or radio button takes true or false, a select its options\' values, other controls text.',
    ],
    [
      '<input lg-change="say">',
      true,
      'LG8007: <input lg-change="say"> cannot hold true. A checkbox or radio button takes true or false, a select its options\' values, other controls text.',
    ],
    ['<b lg-change="say">x</b>', 'a', 'LG8008: "[lg-change]" is no control: <b lg-change="say">x</b>.'],
  ])('a value that a control cannot hold is an error: %s', async (body, value, message) => {
    await open(body);
    await expect(page.change('[lg-change]', value)).rejects.toThrow(message);
  });

  it('in a control that tells nobody is an error', async () => {
    await open('<form><input name="a"></form>');
    await expect(page.input('input', 'x')).rejects.toThrow(
      'LG8004: "input" does nothing: neither <input name="a"> nor an element around it has "lg-input". The page has no element with "lg-input".',
    );
    expect(page.value('input')).toBe('');
  });
});

describe('submitting', () => {
  const form = `<form lg-submit="say" lg-value-id="7"><input name="name"><input type="checkbox" name="tags[]" value="a" checked>
    <input type="checkbox" name="tags[]" value="b"><input type="radio" name="size" value="s"><input type="radio" name="size" value="l">
    <input type="hidden" name="_event" value="say"><input name="off" disabled></form><input name="outside">`;

  it('fills fields in by name; all fields are used then', async () => {
    await open(form);
    await page.submit('form', { name: 'Ann', tags: ['b'], size: 'l' });
    expect(said()).toEqual([{ id: '7', name: 'Ann', tags: ['b'], size: 'l' }, null, ['name', 'tags', 'size']]);
  });

  it('gives the fields back to the server once it has answered', async () => {
    await open(form);
    await page.submit('form', { name: 'Ann' });
    expect(page.value('[name=name]')).toBe('');
  });

  it.each(['outside', 'off', 'missing'])('knows the fields of the form alone, not "%s"', async (name) => {
    await open(form);
    await expect(page.submit('form', { [name]: 'x' })).rejects.toThrow(
      `LG8006: <form lg-submit="say" lg-value-id="7"> has no field "${name}" that a person could fill in. It has "name", "tags", "size", "_event".`,
    );
  });

  it('is of a form with lg-submit', async () => {
    await open('<p>a</p><form><input name="a"></form>');
    await expect(page.submit('p')).rejects.toThrow('LG8008: "p" is no form: <p>a</p>.');
    await expect(page.submit('form')).rejects.toThrow(
      'LG8004: "form" does nothing: neither <form> nor an element around it has "lg-submit". The page has no element with "lg-submit".',
    );
  });

  it('refuses a value that no box has', async () => {
    await open(form);
    await expect(page.submit('form', { tags: ['c'] })).rejects.toThrow(
      'LG8007: <input type="checkbox" name="tags[]" value="a" checked=""> cannot hold ["c"].',
    );
  });
});

describe('a key', () => {
  it('goes to the nearest element that listens, and to those that listen to the window', async () => {
    await open('<p lg-keydown="say" lg-value-at="p"><b>x</b></p>');
    await page.keydown('b', 'Enter');
    expect(said()[0]).toEqual({ at: 'p', key: 'Enter' });
    page.close();
    await open('<p>x</p><i lg-window-keydown="say" lg-value-at="window"></i>');
    await page.keydown('p', 'a');
    expect(said()[0]).toEqual({ at: 'window', key: 'a' });
  });

  it('passes the filter or is an error', async () => {
    await open('<p lg-keydown="say" lg-key-filter="Enter, space">x</p>');
    await page.keydown('p', ' ');
    expect(said()[0]).toEqual({ key: ' ' });
    await expect(page.keydown('p', 'a')).rejects.toThrow(
      'LG8005: The key "a" sends nothing from "p": its "lg-key-filter" is "Enter, space".',
    );
  });

  it('that nobody listens to is an error', async () => {
    await open('<p>x</p>');
    await expect(page.keydown('p', 'a')).rejects.toThrow(
      'LG8004: "p" does nothing: neither <p>x</p> nor an element around it has "lg-keydown". The page has no element with "lg-keydown".',
    );
  });
});

describe('what the server answers', () => {
  it('a problem rejects with it, and the page goes on', async () => {
    await open('<button lg-click="fail">F</button>');
    const failed = await page.click('button').catch((error) => error);
    expect(failed).toBeInstanceOf(PageProblemError);
    expect(failed.message).toContain('Error: It does not work.');
    expect(page.problem).toEqual({
      code: null,
      message: expect.stringContaining('It does not work.'),
      id: expect.any(String),
    });
    await expect(page.event('missing')).rejects.toThrow('LG4020: EchoView has no event "missing".');
    expect(page.problem?.code).toBe('LG4020');
    await page.event('say', { a: 1 });
    expect(page.problem).toBe(null);
    expect(said()[0]).toEqual({ a: 1 });
  });

  it('patches, pushes and frames can be looked at', async () => {
    await open('<p>x</p>');
    expect(page.frames()).toEqual([]);
    expect(page.patches()).toEqual([]);
    await page.event('push');
    expect(page.pushes()).toEqual([['chart', { points: [1, 2] }]]);
    expect(page.patches()).toEqual([[3, 2, 0, ['pushed']]]);
    expect(page.frames()).toEqual([
      { answered: 1, pushes: page.pushes(), patches: page.patches(), hash: expect.any(Number) },
    ]);
  });

  it('a tree that is not the server’s is an error with both', async () => {
    await open('<p>x</p>');
    page.element('p').attributes.set('class', 'foreign');
    await expect(page.event('push')).rejects.toThrow(
      `LG8011: The page is not what the server takes it for after the patches of a frame.

The page:
<main lg-root=""><output>pushed</output><p class="foreign">x</p></main>

The server:
<main lg-root=""><output>pushed</output><p>x</p></main>`,
    );
    await expect(page.event('push')).rejects.toThrow('LG8011');
    await expect(page.nextFrame()).rejects.toThrow('LG8011');
  });

  it('a message that the server refuses is not sent', async () => {
    await open('');
    await expect(page.event('say', JSON.parse('{"__proto__": 1}'))).rejects.toThrow(
      'LG8014: The server would take this for no message and close the connection: ["event",1,0,"say",{"__proto__":1}].',
    );
    await expect(page.visit('//elsewhere')).rejects.toThrow('LG8014');
  });

  it('a connection that the server closes ends what waits', async () => {
    await open('');
    const waits = page.event('say');
    const frame = page.nextFrame();
    page.session.close(4012, 'An event took too long.');
    const message = "LG8012: The server has closed the page's connection with 4012: An event took too long.";
    await expect(waits).rejects.toThrow(message);
    await expect(frame).rejects.toThrow(message);
    await expect(page.event('say')).rejects.toThrow(message);
  });
});

describe('the page', () => {
  it('is read by selectors', async () => {
    await open(
      '<ul><li class="a">One  <b>1</b></li><li>Two</li></ul><!-- c --><template><li>Hidden</li></template><svg><use xlink:href="#a"/></svg><br>',
    );
    expect(page.title).toBe('Echo');
    expect(page.url).toBe('/');
    expect(page.texts('li')).toEqual(['One 1', 'Two']);
    expect(page.text('li.a')).toBe('One 1');
    expect(page.text()).toBe('One 1Two');
    expect(page.has('ul > li:last-child:contains("Two")')).toBe(true);
    expect(page.has('template li')).toBe(false);
    expect(page.has('main[lg-root]')).toBe(true);
    expect(page.element('li.a').attributes.get('class')).toBe('a');
    expect(page.html()).toBe(
      '<main lg-root=""><output></output><ul><li class="a">One  <b>1</b></li><li>Two</li></ul><!-- c --><template><li>Hidden</li></template><svg><use xlink:href="#a"></use></svg><br></main>',
    );
    expect(() => page.text('h1')).toThrow('LG8001: No element of the page matches "h1". The page says: "One 1Two".');
    expect(() => page.text('li')).toThrow(
      'LG8002: 2 elements of the page match "li": <li class="a">One 1</li>, <li>Two</li>.',
    );
  });

  it('is written with what HTML needs escaped', async () => {
    await open('<p title="a&amp;&quot;&lt;">&lt;b&gt; &amp;&nbsp;</p><style>a > b {}</style>');
    expect(page.html()).toContain('<p title="a&amp;&quot;&lt;">&lt;b&gt; &amp;&nbsp;</p><style>a > b {}</style>');
  });

  it('comes back to its session, and sends what was done meanwhile', async () => {
    await open('');
    const { session } = page;
    page.disconnect();
    expect(session.state).toBe('detached');
    const waits = page.event('say', { a: 1 });
    expect(page.text('output')).toBe('');
    await page.reconnect();
    await waits;
    expect(said()[0]).toEqual({ a: 1 });
    expect(page.session).toBe(session);
    await page.reconnect();
    expect(said()[0]).toEqual({ a: 1 });
  });

  it('mounts anew where the session is gone; what was not answered is lost', async () => {
    await open('');
    await page.event('say', { a: 1 });
    const { session } = page;
    page.disconnect();
    const waits = page.event('say', { a: 2 });
    session.close(4012, 'Gone.');
    const back = page.reconnect();
    await expect(waits).rejects.toThrow(
      'LG8013: This was not answered before the session was gone, and a new one knows nothing of it.',
    );
    await back;
    expect(page.session).not.toBe(session);
    expect(page.text('output')).toBe('');
    await page.event('say', { a: 3 });
    expect(said()[0]).toEqual({ a: 3 });
  });

  it('has the context that its template was given, and that of the last pass that showed it', async () => {
    class SumView extends EchoView {
      numbers = [1];
      _hidden = 1;
      @event() grow() {
        this.numbers = [...this.numbers, 2];
      }
      @event() spoil() {
        this.numbers = [5];
        this.said = null as never;
      }
      override async getContextData() {
        if (this.said === null) throw new Error('It cannot be shown.');
        return { ...(await super.getContextData()), sum: this.numbers.reduce((sum, number) => sum + number) };
      }
    }
    const opened = await mount(SumView, {
      templates: { 'page.njk': '<p lg-root>{{ numbers | join("+") }}={{ sum }}</p>' },
    });
    page = opened;
    expect(page.text()).toBe('1=1');
    expect(opened.context).toEqual({ said: '', numbers: [1], sum: 1 });
    await page.event('grow');
    expect(page.text()).toBe('1+2=3');
    expect(opened.context).toEqual({ said: '', numbers: [1, 2], sum: 3 });
    await expect(page.event('spoil')).rejects.toThrow('It cannot be shown.');
    expect(page.text()).toBe('1+2=3');
    expect(opened.context.numbers).toEqual([1, 2]);
  });

  it('says once which names its template reads and is not given', async () => {
    const said: string[] = [];
    const write = (line: string) => said.push(JSON.parse(line).msg);
    configure({ logger: pino({ level: 'warn' }, { write }) });
    await open('{{ sayd }}{% if note %}{{ note }}{% endif %}');
    page.close();
    await open('{{ sayd }}{% if note %}{{ note }}{% endif %}');
    configure({ logger: silent });
    expect(said).toEqual([
      expect.stringContaining('LG4046: EchoView gives its template no "sayd", so nothing is shown'),
    ]);
  });

  it('has the context of the session that it comes back to', async () => {
    const opened = await open('');
    await page.event('say', { a: 1 });
    expect(opened.context.said).toBe(page.text('output'));
    page.session.close(4012, 'Gone.');
    await page.reconnect();
    expect(opened.context.said).toBe('');
  });

  it('is left by close', async () => {
    await open('');
    page.close();
    expect(page.session.state).toBe('closed');
    await expect(page.event('say')).rejects.toThrow('LG8012');
  });
});

describe('links and addresses', () => {
  class ListView extends LiveView {
    static override template = 'list.njk';
    static override query = z.object({ sort: z.string().default('id') });
    sort = '';
    mounts = 0;
    override mount() {
      this.mounts += 1;
    }
    override handleParams({ query }: ParamsContext<typeof ListView.query>) {
      this.sort = query.sort;
    }
    @event() leave() {
      this.redirect('https://example.org/');
    }
  }
  class ItemView extends LiveView {
    static override template = 'item.njk';
    id = '';
    viewerName = '';
    override mount({ params, viewer }: MountContext) {
      this.id = params.id ?? '';
      this.viewerName = viewer?.name ?? 'nobody';
    }
  }
  class OtherView extends LiveView {
    static override template = 'item.njk';
  }
  const templates = {
    'list.njk': `<title>List</title><main lg-root><p>{{ sort }} {{ mounts }}</p><a href="?sort=name" lg-patch>By <b>name</b></a>
      <a class="item" href="/items/5?x=1#top" lg-navigate>Five</a><a class="away" href="https://example.org/" lg-navigate>Away</a>
      <form lg-patch action="/"><input name="sort"></form></main>`,
    'item.njk': '<title>Item</title><main lg-root><p>{{ id }} {{ viewerName }}</p></main>',
  };
  const sequelize = new Sequelize('postgres://localhost:1/none', { logging: false });
  sequelize.define('Item', {});
  const app = defineApp({
    sequelize,
    routes: [pageAt('/', ListView), pageAt('/items/:id', ItemView), pageAt('/items', ItemView)],
  });

  it('a link with lg-patch keeps the view, one with lg-navigate mounts another', async () => {
    page = await mount(ListView, { app, templates });
    await page.click('b');
    expect(page.text('p')).toBe('name 1');
    expect(page.url).toBe('/?sort=name');
    await page.submit('form', { sort: 'age' });
    expect(page.url).toBe('/?sort=age');
    await page.click('.item');
    expect(page.text('p')).toBe('5 nobody');
    expect(page.title).toBe('Item');
    expect(page.url).toBe('/items/5?x=1#top');
    await page.visit('/?sort=x');
    expect(page.text('p')).toBe('x 1');
  });

  it('the context is that of the view that was mounted, and of no other', async () => {
    const opened = await mount(ListView, { app, templates });
    page = opened;
    await page.visit('/?sort=name');
    expect(opened.context).toEqual({ sort: 'name', mounts: 1 });
    await page.visit('/items/5', 'navigate');
    expect(() => opened.context).toThrow(
      'LG8015: The page shows ItemView now, so it has no context of ListView. Mount ItemView itself to read what its template is given.',
    );
    await page.visit('/?sort=age', 'navigate');
    expect(opened.context.sort).toBe('age');
  });

  it('a link to another origin is the browser’s', async () => {
    page = await mount(ListView, { app, templates });
    await expect(page.click('.away')).rejects.toThrow('LG8004: ".away" does nothing:');
    await page.event('leave');
    expect(page.redirected).toBe('https://example.org/');
  });

  it('a view is found in the routes, and its path filled', async () => {
    page = await mount(ItemView, {
      app,
      templates,
      params: { id: 7 },
      query: { a: 'b c' },
      viewer: { id: 1, name: 'Ann' },
    });
    expect(page.url).toBe('/items/7?a=b+c');
    expect(page.text('p')).toBe('7 Ann');
    page.close();
    page = await mount(ItemView, { app, templates });
    expect(page.url).toBe('/items');
  });

  it('a view without a route, or without its parameters, is an error', async () => {
    await expect(mount(OtherView, { app, templates })).rejects.toThrow(
      'LG8009: The application has no page with the view OtherView. Its pages show ListView, ItemView.',
    );
    await expect(mount(OtherView, { app: { ...app, routes: [] }, templates })).rejects.toThrow(
      'LG8009: The application has no page with the view OtherView. It has no pages.',
    );
    await expect(
      mount(ItemView, { app: { ...app, routes: [pageAt('/items/:id', ItemView)] }, templates }),
    ).rejects.toThrow(
      'LG8010: The path "/items/:id" of ItemView cannot be made: Missing parameters: id. Give mount() all of its parameters: { params: { … } }.',
    );
  });

  it('what the page fails with is thrown', async () => {
    await expect(mount(ListView, { app, templates: { ...templates, 'list.njk': '<p></p>' } })).rejects.toThrow(
      'LG1012',
    );
    await expect(mount(ListView, { templates: {} })).rejects.toThrow('LG1000: There is no template "list.njk"');
  });
});

describe('time', () => {
  class ClockView extends LiveView {
    static override template = 'clock.njk';
    ticks = 0;
    override mount() {
      this.sendEvery('tick', 1_000);
    }
    override handleInfo() {
      this.ticks += 1;
    }
  }

  it('passes where the test lets it', async () => {
    const clock = createFakeClock();
    page = await mount(ClockView, { clock, templates: { 'clock.njk': '<p lg-root>{{ ticks }}</p>' } });
    await clock.advance(999);
    expect(page.text()).toBe('0');
    await clock.advance(1);
    expect(page.text()).toBe('1');
    const frame = page.nextFrame();
    await clock.advance(2_000);
    expect(page.text()).toBe('3');
    expect((await frame).patches).toEqual([[0, 2, '2']]);
    page.close();
    expect(clock.pending).toBe(0);
  });
});

describe('rows', () => {
  let database: TestDatabase;
  let sequelize: Sequelize;
  beforeAll(async () => {
    database = await createTestDatabase(testServers()[0]!);
    sequelize = new Sequelize(database.url, { logging: false, define: { timestamps: false } });
    sequelize.define('Task', { title: DataTypes.STRING, done: { type: DataTypes.BOOLEAN, defaultValue: false } });
    await sequelize.sync();
  });
  afterAll(async () => {
    await sequelize.close();
    await database.drop();
  });

  it('are in the page, and the statements that an update takes can be counted', async () => {
    const { objects } = await import('livegraft');
    const Task = sequelize.model('Task');
    await Task.bulkCreate([{ title: 'Tap' }, { title: 'Roof' }]);
    class TasksView extends LiveView {
      static override template = 'tasks.njk';
      static override models = { tasks: [Task] };
      declare static context: { readonly tasks: readonly { readonly id: number; readonly title: string }[] };
      declare tasks: unknown;
      @event({ params: z.object({ id: z.coerce.number() }) }) async complete({ id }: { id: number }) {
        await Task.update({ done: true }, { where: { id } });
      }
      override async getContextData() {
        this.tasks = objects(Task).where({ done: false }).orderBy('id');
        return super.getContextData();
      }
    }
    const templates = {
      'tasks.njk':
        '<ul lg-root>{% for task in tasks %}<li lg-key="{{ task.id }}" lg-click="complete" lg-value-id="{{ task.id }}">{{ task.title }}</li>{% endfor %}</ul>',
    };
    (await mount(TasksView, { sequelize, templates })).close();
    const opened = await mount(TasksView, { sequelize, templates });
    page = opened;
    expect(page.texts('li')).toEqual(['Tap', 'Roof']);
    const tasks = [
      { id: 1, title: 'Tap' },
      { id: 2, title: 'Roof' },
    ];
    expect(opened.context).toEqual({ tasks });
    expect(page.statements().map(({ rows }) => rows)).toEqual([2]);
    await page.click('li:contains("Tap")');
    expect(page.texts('li')).toEqual(['Roof']);
    expect(opened.context).toEqual({ tasks: tasks.slice(1) });
    expect(page.statements().map(({ text }) => text.split(' ')[0])).toEqual(['UPDATE', 'SELECT']);
  });
});
