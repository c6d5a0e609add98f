import { DataTypes, Sequelize } from 'sequelize';
import { describe, expect, it } from 'vitest';
import { LiveView } from '../live/liveView.ts';
import { page } from './app.ts';
import { createAssets } from './assets.ts';
import { createRouter } from './router.ts';

class PageView extends LiveView {
  static override template = 'page.njk';
  go(path: string) {
    this.pushNavigate(path);
  }
}

const sequelize = new Sequelize('postgres://localhost/none', { logging: false });
const Room = sequelize.define('Room', { name: DataTypes.STRING });

describe('an address that cannot be used is refused', () => {
  it('of a page that a view sends its browser to', () => {
    for (const path of ['//other.example/a', 'maintenance', 'https://other.example/a']) {
      expect(() => new PageView().go(path)).toThrow(
        `LG4009: "${path}" is no path of this application. Write it from the root on, such as "/maintenance?sort=title".`,
      );
    }
  });

  it('of a route', () => {
    expect(() => createRouter([page('/a', PageView), page('/a', PageView)])).toThrow(
      'LG5003: The route "GET /a" cannot be used: it is given twice.',
    );
  });

  it('of an asset', () => {
    expect(() => createAssets({ '/a.exe': 'a.exe' }, false)).toThrow(
      'LG5004: The asset "/a.exe" cannot be served: its ending is none of .css, .ico, .jpg, .js, .json, .png, .svg, .txt, .webp, .woff2.',
    );
  });
});

it('a model is not pushed to browsers', () => {
  const view = new PageView();
  expect(() => view.pushEvent('moved', { room: Room.build({ name: 'a' }) })).toThrow(
    'LG4011: pushEvent("moved", …) of PageView was given a model in "room", which would be sent whole. Give it an object with the fields that the browser needs.',
  );
});
