import { describe, expectTypeOf, it } from 'vitest';
import { Room, type Stay } from '../../integration-tests/hotelModels.ts';
import { objects, type QuerySet } from '../data/querySet.ts';
import type { RenderContext } from '../template/environment.ts';
import type { ContextOf } from './contextOf.ts';
import { LiveView, type ViewClass } from './liveView.ts';

// What the compiler knows of a view's context. `tsc` checks it; nothing here runs.

interface Loaded {
  readonly rooms: readonly { readonly id: number; readonly title: string }[];
  readonly rooms_count: number;
  readonly counted: number;
  readonly best: { readonly id: number } | null;
  readonly parts: {
    readonly stays: readonly { readonly id: number }[];
    readonly sections: readonly { readonly rows: readonly { readonly id: number }[] }[];
  };
}

class BaseView extends LiveView {
  override async getContextData(): Promise<RenderContext> {
    return { ...(await super.getContextData()), navigation: [] };
  }
}

class RoomsView extends BaseView {
  static override models = { rooms: [Room] };
  declare static context: Loaded;
  declare rooms: QuerySet<Room>;
  declare counted: QuerySet<Room>;
  declare best: Room | null;
  declare parts: {
    stays: Promise<Stay[]>;
    sections: readonly { title: string; rows: QuerySet<Stay> }[];
    money: Promise<{ rent: number }>;
    others: QuerySet<Stay>;
  };
  declare others: QuerySet<Stay>;
  query = { page: 1, since: new Date() };
  total = '1';
  _path = '';
  get isFirst() {
    return this.query.page === 1;
  }
  refresh() {}

  override async getContextData() {
    return { ...(await super.getContextData()), total: 1, pager: { next: null as string | null } };
  }
}
type Rooms = ContextOf<typeof RoomsView>;

describe('the context of a view in TypeScript', () => {
  it('has rows as the view declares it, in dicts and lists of dicts too', () => {
    expectTypeOf<Rooms['rooms']>().toEqualTypeOf<Loaded['rooms']>();
    expectTypeOf<Rooms['rooms_count']>().toEqualTypeOf<number>();
    expectTypeOf<Rooms['counted']>().toEqualTypeOf<number>();
    expectTypeOf<Rooms['best']>().toEqualTypeOf<{ readonly id: number } | null>();
    expectTypeOf<Rooms['parts']['stays'][number]>().toEqualTypeOf<{ readonly id: number }>();
    expectTypeOf<Rooms['parts']['sections'][number]['rows']>().toEqualTypeOf<readonly { readonly id: number }[]>();
  });

  it('has plain data as the view gives it, and none of its methods and private names', () => {
    expectTypeOf<Rooms['query']['page']>().toEqualTypeOf<number>();
    expectTypeOf<Rooms['query']['since']>().toEqualTypeOf<Date>();
    expectTypeOf<Rooms['isFirst']>().toEqualTypeOf<boolean>();
    expectTypeOf<Rooms['total']>().toEqualTypeOf<number>();
    expectTypeOf<Rooms['pager']['next']>().toEqualTypeOf<string | null>();
    expectTypeOf<Rooms['parts']['money']['rent']>().toEqualTypeOf<number>();
    expectTypeOf<Rooms['parts']['sections'][number]['title']>().toEqualTypeOf<string>();
    expectTypeOf<Rooms>().not.toHaveProperty('_path');
    expectTypeOf<Rooms>().not.toHaveProperty('refresh');
    expectTypeOf<Rooms>().not.toHaveProperty('mount');
    expectTypeOf<Rooms>().not.toHaveProperty('navigation');
  });

  it('knows nothing of rows that are not declared', () => {
    expectTypeOf<Rooms['others']>().toBeUnknown();
    expectTypeOf<Rooms['parts']['others']>().toBeUnknown();
    class PlainView extends LiveView {
      rooms = objects(Room);
      any: unknown = null;
      heading = '';
    }
    expectTypeOf<ContextOf<typeof PlainView>['rooms']>().toBeUnknown();
    expectTypeOf<ContextOf<typeof PlainView>['any']>().toBeUnknown();
    expectTypeOf<ContextOf<typeof PlainView>['heading']>().toEqualTypeOf<string>();
  });

  it('may be anything of a view that is not known', () => {
    expectTypeOf<ContextOf<ViewClass>>().toEqualTypeOf<RenderContext>();
  });
});
