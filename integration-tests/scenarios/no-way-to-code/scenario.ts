import { requestScenario } from '../requests.ts';

// nothing leads from a template to code: functions have no members, and nor have numbers, texts and lists but data
export default requestScenario({ plain: { list: [1], text: 'a' } });
