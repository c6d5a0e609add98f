import { describe, expect, it } from 'vitest';
import { collectContext } from './collectContext.ts';
import { LiveView, publicState } from './liveView.ts';

describe('the public state of a view', () => {
  it('is its own fields and the getters of its classes, but for what is private or a function', () => {
    abstract class BaseView extends LiveView {
      navigation = ['home'];
      get viewerName() {
        return 'Ann';
      }
      get title() {
        return 'base';
      }
    }
    class PageView extends BaseView {
      static shared = 'static';
      query = '';
      missing = undefined;
      _draft = 'private';
      #secret = 'private';
      onClick = () => this.#secret;
      override get title() {
        return `page ${this.query}`;
      }
      get _hidden() {
        return 'private';
      }
      set onlySet(_value: string) {}
      search() {}
    }
    expect(publicState(new PageView())).toEqual({
      navigation: ['home'],
      query: '',
      missing: undefined,
      title: 'page ',
      viewerName: 'Ann',
    });
  });

  it('of a view without any is nothing', () => {
    expect(publicState(new (class extends LiveView {})())).toEqual({});
  });
});

describe('what a view gives to its template', () => {
  it('is its public state', async () => {
    class PageView extends LiveView {
      count = 1;
    }
    expect(await collectContext(new PageView())).toEqual({ count: 1 });
  });

  it('takes names that are assigned before and after super.getContextData()', async () => {
    class PageView extends LiveView {
      before = 'as constructed';
      after = 'as constructed';
      declare late: string;
      override async getContextData() {
        this.before = 'assigned before';
        const context = await super.getContextData();
        this.after = 'assigned after';
        this.late = 'a new name';
        return context;
      }
    }
    expect(await collectContext(new PageView())).toEqual({
      before: 'assigned before',
      after: 'assigned after',
      late: 'a new name',
    });
  });

  it('prefers what the view itself puts into the result', async () => {
    class PageView extends LiveView {
      title = 'public';
      override async getContextData() {
        return { ...(await super.getContextData()), title: 'returned', extra: 1 };
      }
    }
    expect(await collectContext(new PageView())).toEqual({ title: 'returned', extra: 1 });
  });

  it('adds up over classes', async () => {
    class BaseView extends LiveView {
      override async getContextData() {
        return { ...(await super.getContextData()), navigation: ['home'], title: 'base' };
      }
    }
    class PageView extends BaseView {
      rows = 2;
      override async getContextData() {
        return { ...(await super.getContextData()), title: 'page' };
      }
    }
    expect(await collectContext(new PageView())).toEqual({ rows: 2, navigation: ['home'], title: 'page' });
  });

  it('has the public names where the view forgot super.getContextData()', async () => {
    class PageView extends LiveView {
      rows = 2;
      override async getContextData() {
        return { title: 'page' };
      }
    }
    expect(await collectContext(new PageView())).toEqual({ rows: 2, title: 'page' });
  });

  it.each([undefined, null, 'text'])('must be an object, not %s', async (returned) => {
    class PageView extends LiveView {
      override async getContextData() {
        return returned as never;
      }
    }
    await expect(collectContext(new PageView())).rejects.toThrow(
      `LG4003: getContextData() of PageView must return an object, but returned ${returned}. End it with "return { ...(await super.getContextData()), … }".`,
    );
  });
});
