import { LiveView, objects } from 'livegraft';
import { DataTypes, Model } from 'sequelize';
import { defineScenario, type Scenario } from './scenario.ts';

/**
 * A page over the rows that most scenarios can do with: `requests`, `tags`, and the first request as `request`. `values` are
 * further public names.
 */
export function requestScenario(values: Readonly<Record<string, unknown>> = {}): Scenario {
  return defineScenario({
    define: defineRequests,
    fill: fillRequests,
    view({ Request, Tag }) {
      return class RequestView extends LiveView {
        static override template = 'page.njk';
        static override models = { requests: [Request!], tags: [Tag!], request: Request! };
        override async getContextData() {
          const rows = { requests: objects(Request!), tags: objects(Tag!), request: await Request!.findByPk(1) };
          return { ...(await super.getContextData()), ...rows, ...values };
        }
      };
    },
  });
}

const defineRequests: Scenario['define'] = (sequelize) => {
  class Request extends Model {
    static computed = { summary: ['title', 'status'] };
    declare title: string;
    declare status: string;
    get summary() {
      return `${this.title} (${this.status})`;
    }
  }
  Request.init(
    {
      title: DataTypes.STRING,
      status: DataTypes.STRING,
      priority: DataTypes.INTEGER,
      price: DataTypes.DECIMAL(8, 2),
      openedAt: DataTypes.DATE,
      tenantId: DataTypes.INTEGER,
    },
    { sequelize },
  );
  const Tenant = sequelize.define('Tenant', {
    name: DataTypes.STRING,
    email: DataTypes.STRING,
    floor: DataTypes.INTEGER,
    password: DataTypes.STRING,
  });
  const Note = sequelize.define('Note', { text: DataTypes.STRING, requestId: DataTypes.INTEGER });
  const Tag = sequelize.define('Tag', { label: DataTypes.STRING, size: DataTypes.INTEGER });
  Request.belongsTo(Tenant, { as: 'tenant', foreignKey: 'tenantId' });
  Tenant.hasMany(Request, { as: 'requests', foreignKey: 'tenantId' });
  Request.hasMany(Note, { as: 'notes', foreignKey: 'requestId' });
  Request.belongsToMany(Tag, { as: 'tags', through: 'RequestTag' });
  return { Request, Tenant, Note, Tag };
};

/** The second request has neither tenant, notes nor tags, and is the cheapest. */
const fillRequests: Scenario['fill'] = async ({ Request, Tenant, Note, Tag }) => {
  await Tenant!.bulkCreate([
    { name: 'Bob', email: 'bob@example.org', floor: 2, password: 'pw-bob' },
    { name: 'Ann', email: 'ann@example.org', floor: 1, password: 'pw-ann' },
  ]);
  const [roof, , door] = await Request!.bulkCreate([
    { title: 'Roof', status: 'open', priority: 3, price: 900, openedAt: '2026-01-31T09:30:00Z', tenantId: 1 },
    { title: 'Tap', status: 'done', priority: 1, price: 40.5, openedAt: '2026-02-01T10:00:00Z' },
    { title: 'Door', status: 'open', priority: 2, price: 120, openedAt: '2026-02-02T11:00:00Z', tenantId: 2 },
  ]);
  const notes = ['called', 'wet'].map((text) => ({ text, requestId: 1 }));
  await Note!.bulkCreate([...notes, { text: 'stuck', requestId: 3 }]);
  const [urgent, outside] = await Tag!.bulkCreate([
    { label: 'urgent', size: 2 },
    { label: 'outside', size: 1 },
  ]);
  await (roof as Tagged).addTags([urgent, outside]);
  await (door as Tagged).addTags([outside]);
};

type Tagged = Model & { addTags(tags: unknown[]): Promise<void> };
