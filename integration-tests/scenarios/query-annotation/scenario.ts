import { Count, caseWhen, LiveView, objects, type QuerySet, when } from 'livegraft';
import { DataTypes, Op } from 'sequelize';
import { defineScenario } from '../scenario.ts';

export default defineScenario({
  define(sequelize) {
    const Team = sequelize.define('Team', { name: DataTypes.STRING, founded: DataTypes.INTEGER });
    const Player = sequelize.define('Player', {
      name: DataTypes.STRING,
      goals: DataTypes.INTEGER,
      teamId: DataTypes.INTEGER,
    });
    Team.hasMany(Player, { as: 'players', foreignKey: 'teamId' });
    return { Team, Player };
  },
  async fill({ Team, Player }) {
    await Team!.bulkCreate([
      { name: 'Owls', founded: 1921 },
      { name: 'Foxes', founded: 1999 },
      { name: 'Newts', founded: 2020 },
    ]);
    await Player!.bulkCreate([
      { name: 'Ada', goals: 12, teamId: 1 },
      { name: 'Bo', goals: 2, teamId: 1 },
      { name: 'Cy', goals: 31, teamId: 2 },
      { name: 'Di', goals: 14, teamId: 2 },
    ]);
  },
  view({ Team }) {
    const annotated = objects(Team!).annotate({
      scorers: Count('players', { where: { goals: { [Op.gte]: 10 } } }),
      era: caseWhen([when({ founded: { [Op.lt]: 1950 } }, 'old'), when({ founded: { [Op.lt]: 2010 } }, 'modern')]),
    });
    return class TeamListView extends LiveView {
      static override template = 'page.njk';
      static override models = { teams: annotated };
      declare teams: QuerySet;
      override async getContextData() {
        this.teams = annotated.where({ scorers: { [Op.gt]: 0 } }).orderBy('-scorers', 'era');
        return super.getContextData();
      }
    };
  },
});
