import { LiveView, objects, type QuerySet } from 'livegraft';
import { DataTypes } from 'sequelize';
import { defineScenario } from '../scenario.ts';

// nothing to loop over: no rows at the top, then a batch that finds none, which asks for nothing further
export default defineScenario({
  define(sequelize) {
    const Room = sequelize.define('Room', { name: DataTypes.STRING });
    const Guest = sequelize.define('Guest', { name: DataTypes.STRING });
    const Stay = sequelize.define('Stay', { nights: DataTypes.INTEGER, guestId: DataTypes.INTEGER });
    const Meal = sequelize.define('Meal', { dish: DataTypes.STRING, stayId: DataTypes.INTEGER });
    Guest.hasMany(Stay, { as: 'stays', foreignKey: 'guestId' });
    Stay.hasMany(Meal, { as: 'meals', foreignKey: 'stayId' });
    return { Room, Guest, Stay, Meal };
  },
  fill({ Guest }) {
    return Guest!.create({ name: 'Ann' });
  },
  view({ Room, Guest }) {
    return class HotelView extends LiveView {
      static override template = 'page.njk';
      static override models = { rooms: [Room!], guests: [Guest!] };
      declare rooms: QuerySet;
      declare guests: QuerySet;
      hotel = 'a lobby';
      override async getContextData() {
        this.rooms = objects(Room!);
        this.guests = objects(Guest!);
        return super.getContextData();
      }
    };
  },
});
