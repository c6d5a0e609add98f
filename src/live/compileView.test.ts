import { DataTypes, type Model, type ModelStatic, Sequelize } from 'sequelize';
import { describe, expect, it } from 'vitest';
import { createExecutableSchema } from '../data/executableSchema.ts';
import { objects } from '../data/querySet.ts';
import { Count } from '../schema/expressions.ts';
import { type ModelClass, modelTypeOf } from '../schema/modelType.ts';
import { createModelSchema } from '../schema/typeDefinitions.ts';
import { textTemplates } from '../template/templateSource.ts';
import { analyzeView, type CompiledView, compileView } from './compileView.ts';
import { LiveView, type ModelsDeclaration, type ViewClass } from './liveView.ts';
import { loadContext } from './loadContext.ts';

const sequelize = new Sequelize('postgres://localhost:1/none', { logging: false, define: { timestamps: false } });
const Room = sequelize.define('Room', { name: DataTypes.STRING });
const Guest = sequelize.define('Guest', { name: DataTypes.STRING, roomId: DataTypes.INTEGER });
const Seat = sequelize.define('Seat', {
  row: { type: DataTypes.INTEGER, primaryKey: true },
  no: { type: DataTypes.INTEGER, primaryKey: true },
});
Room.hasMany(Guest, { as: 'guests', foreignKey: 'roomId' });
const schema = createExecutableSchema(createModelSchema([Room, Guest, Seat] as ModelClass[]));

function compile(template: string, models?: ModelsDeclaration): CompiledView {
  class PageView extends LiveView {
    static override template = 'page.njk';
    static override models = models;
  }
  const load = textTemplates({ 'page.njk': template, 'layout.njk': '<body lg-root>{% block a %}{% endblock %}' });
  return compileView(PageView, { load, schema });
}

describe('a compiled view', () => {
  it('has an operation for each declared name that the template reads', () => {
    const compiled = compile('<p lg-root>{% for r in rooms %}{{ r.name }}{% endfor %}{{ seat.no }}{{ plain }}', {
      rooms: [Room],
      seat: Seat,
      unread: [Guest],
    });
    expect([...compiled.operations].map(([name, { cardinality, type }]) => [name, cardinality, type])).toEqual([
      ['rooms', 'many', modelTypeOf(Room as ModelClass)],
      ['seat', 'one', modelTypeOf(Seat as ModelClass)],
    ]);
    expect([...compiled.paths.members.keys()]).toEqual(['rooms', 'seat', 'plain']);
    expect(compiled.sources.map(({ name }) => name)).toEqual(['page.njk']);
  });

  it('may be declared by a QuerySet, with what it annotates', () => {
    const annotated = objects(Room).annotate({ total: Count('guests') });
    const compiled = compile('<p lg-root>{% for r in rooms %}{{ r.total }}{% endfor %}', { rooms: annotated });
    expect(compiled.operations.get('rooms')?.type).toBe(annotated.type);
  });

  it.each(['<p lg-root>', '<p\nlg-root\n>', '<p class="a" lg-root="">', '{% extends "layout.njk" %}'])(
    'has a root: %s',
    (template) => {
      expect(compile(template).operations.size).toBe(0);
    },
  );

  it.each([
    [
      'names no template',
      () => compileView(class EmptyView extends LiveView {} as ViewClass, { load: textTemplates({}), schema }),
      'LG4001: The view EmptyView names no template. Add "static template = \'folder/page.njk\'".',
    ],
    [
      'has no root',
      () => compile('<p data-lg-root-x>'),
      'LG1012: The page of PageView has no element with "lg-root". Give it to the element of "page.njk" or its layout that holds what changes, such as <main lg-root>.',
    ],
    [
      'declares two models for a name',
      () => compile('<p lg-root>{{ rooms }}', { rooms: [Room, Guest] }),
      'LG4007: "static models" of PageView does not say what "rooms" holds. Write "rooms: [Model]" for a list of rows, "rooms: Model" for one row.',
    ],
    [
      'declares no model for a name',
      () => compile('<p lg-root>{{ rooms }}', { rooms: 'Room' as unknown as ModelStatic<Model> }),
      'LG4007: "static models" of PageView does not say what "rooms" holds. Write "rooms: [Model]" for a list of rows, "rooms: Model" for one row.',
    ],
    [
      'reads what its model has not',
      () => compile('<p lg-root>{{ room.nmes }}', { room: Room }),
      'LG1006: Cannot read "nmes" on type "Room". It has id, name, guests, str, guestsCount.\n\npage.njk:1:20\n1 | <p lg-root>{{ room.nmes }}\n  |                    ^^^^',
    ],
  ])('is refused where it %s', (_, run, message) => {
    expect(run).toThrow(expect.objectContaining({ message }));
  });
});

describe('the analysis of a view', () => {
  class RoomsView extends LiveView {
    static override template = 'page.njk';
    static override models: ModelsDeclaration = { rooms: [Room], guest: Guest };
  }
  const analyze = (template: string, view: ViewClass = RoomsView) => {
    const { diagnostics, operations } = analyzeView(view, { load: textTemplates({ 'page.njk': template }), schema });
    return { found: diagnostics.map(({ severity, error }) => `${severity} ${error.code}`), operations };
  };

  it('finds everything at once, in the template and in what its paths mean, and reads the rest', () => {
    const { found, operations } = analyze(
      '<p lg-root>{{ x | nofilter }}{{ guest.nme }}{% if rooms %}{{ rooms.first.name }}{% endif %}{{ guest.name }}',
    );
    expect(found).toEqual(['error LG1004', 'warning LG1077', 'error LG1006']);
    expect(operations.get('guest')?.text).toContain('guest(id: $id) {\n    id\n    name\n  }');
  });

  it('says that the root is missing only of a template that could be read', () => {
    expect(analyze('<p>{{ guest.name }}</p>').found).toEqual(['error LG1012']);
    expect(analyze('<p>{{ guest.name }}{% if %}</p>').found).toEqual(['error LG1001']);
    expect(analyze('<p>{% include "gone.njk" %}</p>').found).toEqual(['error LG1000']);
  });

  it('does not keep a view with warnings from being compiled', () => {
    const template = '<p lg-root>{{ guest }}</p>';
    expect(analyze(template).found).toEqual(['warning LG1073']);
    expect(compile(template, { guest: Guest }).operations.size).toBe(1);
  });

  it('makes an operation once for a text, a view, a name and a model, and says each time what is doubtful', () => {
    const template = '<p lg-root>{{ guest }}{% for r in rooms %}{{ r.name }}{% endfor %}</p>';
    const [first, again] = [analyze(template), analyze(template)];
    expect(again.operations.get('guest')).toBe(first.operations.get('guest'));
    expect(again.found).toEqual(['warning LG1073']);
    const changed = analyze(template.replace('r.name', 'r.id'));
    expect(changed.operations.get('rooms')).not.toBe(first.operations.get('rooms'));
    class OtherView extends RoomsView {}
    expect(analyze(template, OtherView).operations.get('guest')?.name).toBe('OtherView_guest');
  });
});

describe('templates of one text', () => {
  class PageView extends LiveView {
    static override template = 'page.njk';
    static override models: ModelsDeclaration = { guest: Guest };
  }
  const page = '<p lg-root>{% include "part.njk" %}{{ guest.roomId }}</p>';
  const fieldsIn = (part: string, text = page) => {
    const compiled = compileView(PageView, { load: textTemplates({ 'page.njk': text, 'part.njk': part }), schema });
    const lines = compiled.operations.get('guest')!.text.split('\n');
    return lines.slice(2, -2).map((line) => line.trim());
  };

  it('have the fields of their own includes, in different folders and after a change', () => {
    expect(fieldsIn('{{ guest.name }}')).toEqual(['id', 'name', 'roomId']);
    expect(fieldsIn('{{ guest.str }}')).toEqual(['id', 'str', 'roomId']);
    expect(fieldsIn('{{ guest.name }}')).toEqual(['id', 'name', 'roomId']);
    expect(fieldsIn('', page.replace('roomId', 'name'))).toEqual(['id', 'name']);
  });
});

describe('the context of a view', () => {
  const load = (values: Record<string, unknown>, models?: ModelsDeclaration, template = '{{ rooms_count }}') =>
    loadContext(compile(`<p lg-root>${template}`, models), values, { viewer: null });

  it('leaves plain data as it is, promises resolved', async () => {
    const date = new Date(0);
    const nested = { list: [1, { deep: null }], date, map: new Map() };
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    const values = { text: 'a', nested: Promise.resolve(nested), none: null, missing: undefined, empty: [], circle };
    const context = await load(values);
    expect(context).toEqual({ ...values, nested });
    expect(context.nested).toBe(nested);
  });

  it('reads nothing of a name that the template does not', async () => {
    expect(await load({ rooms: objects(Room), room: Room.build({ id: 1 }) }, undefined, 'text')).toEqual({});
  });

  it('counts an empty list that is declared as one of rows', async () => {
    expect(await load({ rooms: [] }, { rooms: [Room] })).toEqual({ rooms_count: 0 });
    expect(await load({ rooms: [] }, { rooms: [Room] }, '{{ rooms | length }}')).toEqual({ rooms: 0 });
    expect(await load({ rooms: [] })).toEqual({ rooms: [] });
  });

  const stored = (model: ModelStatic<Model>) => model.build({ id: 1 }, { isNewRecord: false });
  it.each<[string, () => Promise<unknown>, string]>([
    [
      'another model than declared',
      () => load({ rooms: objects(Guest) }, { rooms: [Room] }, '{{ rooms | length }}'),
      'LG4002: "rooms" of PageView holds a list of Room, but was assigned a list of Guest. "static models" declares what it holds.',
    ],
    [
      'one row where a list is declared',
      () => load({ rooms: stored(Room) }, { rooms: [Room] }, '{{ rooms | length }}'),
      'LG4002: "rooms" of PageView holds a list of Room, but was assigned one Room. "static models" declares what it holds.',
    ],
    [
      'a list where one row is declared',
      () => load({ room: [stored(Room)] }, { room: Room }, '{{ room.name }}'),
      'LG4002: "room" of PageView holds one Room, but was assigned a list of Room. "static models" declares what it holds.',
    ],
    [
      'a QuerySet inside an instance of a class',
      () => load({ page: { rows: new Map(), of: Object.assign(new (class Section {})(), { rooms: objects(Room) }) } }),
      'LG4004: "page.of" of PageView holds models inside a Section, where they are not found. Hand them over in plain objects and arrays.',
    ],
    [
      'a row that is not saved',
      () => load({ room: Room.build({ name: 'new' }) }, undefined, '{{ room.name }}'),
      'LG4005: "room" of PageView holds a Room that is not saved, so nothing can be read of it. Save it first, or hand over plain data.',
    ],
    [
      'a row of which the template reads what it has not',
      () => load({ room: stored(Room) }, undefined, '{{ room.size }}'),
      'LG1006: Cannot read "size" on type "Room". It has id, name, guests, str, guestsCount.\n\npage.njk:1:20\n1 | <p lg-root>{{ room.size }}\n  |                    ^^^^',
    ],
  ])('refuses %s', async (_, run, message) => {
    await expect(run()).rejects.toThrow(expect.objectContaining({ message }));
  });
});
