import { requestScenario } from '../requests.ts';

// nothing leads from a template to code: functions have no members, and other values none that every object has
export default requestScenario({ plain: { list: [1], text: 'a' } });
