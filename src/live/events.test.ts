import { describe, expect, expectTypeOf, it } from 'vitest';
import { z } from 'zod';
import { type EventContext, event, eventsOf, timingsOf } from './events.ts';
import { LiveView } from './liveView.ts';
import { runEvent } from './runEvent.ts';

const Id = z.object({ id: z.coerce.number<string>() });

class ListView extends LiveView {
  calls: unknown[] = [];
  @event({ params: Id, debounce: 300 }) complete({ id }: { id: number }, context: EventContext) {
    this.calls.push(['complete', id, context]);
  }
  @event({ throttle: 100 }) plain(...given: unknown[]) {
    this.calls.push(['plain', ...given]);
  }
  @event() shown() {}
  notDecorated() {
    this.calls.push('not decorated');
  }
  get getter() {
    return () => this.calls.push('getter');
  }
}

const none = { target: null, used: [] };

describe('the events of a view', () => {
  it('are the methods that were decorated', () => {
    expect([...eventsOf(ListView).keys()]).toEqual(['complete', 'plain', 'shown']);
  });

  it.each([
    'constructor',
    '__proto__',
    'toString',
    'hasOwnProperty',
    'mount',
    'handleParams',
    'handleInfo',
    'getContextData',
    'send',
    'notDecorated',
    'getter',
    'calls',
    '',
  ])('are nothing else: %j is refused', async (name) => {
    const view = new ListView();
    await expect(runEvent(view, name, {})).rejects.toMatchObject({ code: 'LG4020', status: 400 });
    expect(view.calls).toEqual([]);
  });

  it('are named where the name is nearly right', async () => {
    await expect(runEvent(new ListView(), 'compleet', {})).rejects.toThrow(
      'LG4020: ListView has no event "compleet". Did you mean "complete"?',
    );
  });

  it('say how long they wait in the browser, those that do', () => {
    expect(timingsOf(ListView)).toEqual({ complete: { debounce: 300 }, plain: { throttle: 100 } });
  });
});

describe('a declaration', () => {
  it('holds for an override, which runs instead', async () => {
    class OwnListView extends ListView {
      override complete({ id }: { id: number }) {
        this.calls.push(['own', id]);
      }
    }
    class AgainView extends OwnListView {
      @event({ params: z.object({ other: z.string() }) }) override shown() {
        this.calls.push('shown');
      }
    }
    const view = new AgainView();
    await runEvent(view, 'complete', { id: '3' });
    expect(view.calls).toEqual([['own', 3]]);
    await expect(runEvent(view, 'complete', { id: 'x' })).rejects.toThrow('LG5002');
    await expect(runEvent(view, 'shown', {})).rejects.toThrow('LG5002');
    expect(eventsOf(ListView).get('complete')).not.toBe(eventsOf(OwnListView).get('complete'));
  });

  it('of one class is not that of another with the same name', () => {
    class OtherView extends LiveView {
      complete() {}
    }
    expect([...eventsOf(OtherView).keys()]).toEqual([]);
  });

  const refused = (name: string) =>
    `LG4008: @event cannot be given to "${name}": a browser calls a view's own public methods alone. Give it to a method without "#", "_" and "static" that has a name of its own.`;

  it.each([
    'constructor',
    '__proto__',
    'toString',
    'hasOwnProperty',
    'mount',
    'handleParams',
    'getContextData',
    'pushEvent',
    '_own',
  ])('is refused for %s', (name) => {
    const context = { kind: 'method', name, static: false, private: false } as ClassMethodDecoratorContext<LiveView>;
    expect(() => event()(() => {}, context)).toThrow(refused(name));
  });

  it('is refused for private and static methods', () => {
    expect(() => {
      class PrivateView extends LiveView {
        @event() #secret() {}
        run() {
          this.#secret();
        }
      }
      return PrivateView;
    }).toThrow(refused('#secret'));
    expect(() => {
      class StaticView extends LiveView {
        // @ts-expect-error: the class is no view
        @event() static shared() {}
      }
      return StaticView;
    }).toThrow(refused('shared'));
  });

  it.each([
    ['debounce', -1],
    ['throttle', Number.NaN],
    ['debounce', Number.POSITIVE_INFINITY],
  ])('with %s: %s is misuse', (name, ms) => {
    expect(() => event({ [name]: ms })).toThrow(`${name} must be a number of milliseconds, but got: ${ms}.`);
  });
});

describe('parameters', () => {
  it('are checked and converted by the schema', async () => {
    const view = new ListView();
    await runEvent(view, 'complete', { id: '7' }, { target: 'id', used: ['id'] });
    expect(view.calls).toEqual([['complete', 7, { target: 'id', used: ['id'] }]]);
  });

  it('that do not fit leave the event unrun', async () => {
    const view = new ListView();
    await expect(runEvent(view, 'complete', { id: 'x' })).rejects.toThrow(
      'LG5002: The event "complete" was not run: its parameter "id" does not fit: Invalid input: expected number, received NaN.',
    );
    await expect(runEvent(view, 'complete', null)).rejects.toThrow(
      'LG5002: The event "complete" was not run: its parameter "" does not fit: Invalid input: expected object, received null.',
    );
    expect(view.calls).toEqual([]);
  });

  it('are none for a handler without a schema', async () => {
    const view = new ListView();
    await runEvent(view, 'plain', { id: '7' });
    expect(view.calls).toEqual([['plain', {}, none]]);
  });

  it('may be checked asynchronously', async () => {
    class AsyncView extends LiveView {
      got: unknown;
      @event({ params: Id.refine(async ({ id }) => id < 5, 'too large') }) take(parameters: { id: number }) {
        this.got = parameters;
      }
    }
    const view = new AsyncView();
    await runEvent(view, 'take', { id: '4' });
    expect(view.got).toEqual({ id: 4 });
    await expect(runEvent(view, 'take', { id: '6' })).rejects.toThrow('its parameter "" does not fit: too large.');
  });

  it('have the type that the schema gives', () => {
    const decorate = event({ params: Id });
    type Handler<Parameters> = (this: ListView, parameters: Parameters) => void;
    const context = null as unknown as ClassMethodDecoratorContext<ListView>;
    const check = () => {
      decorate((() => {}) as Handler<{ id: number }>, context);
      // @ts-expect-error: the schema gives a number
      decorate((() => {}) as Handler<{ id: string }>, context);
      // @ts-expect-error: the schema gives no name
      decorate((() => {}) as Handler<{ id: number; name: string }>, context);
      // @ts-expect-error: without a schema there are none
      event()((() => {}) as Handler<{ id: number }>, context);
      // @ts-expect-error: no view
      event()(() => {}, null as unknown as ClassMethodDecoratorContext<Date>);
    };
    expectTypeOf(check).toBeFunction();
    expectTypeOf<z.output<typeof Id>>().toEqualTypeOf<{ id: number }>();
    expectTypeOf<EventContext>().toEqualTypeOf<Readonly<{ target: string | null; used: readonly string[] }>>();
  });
});
