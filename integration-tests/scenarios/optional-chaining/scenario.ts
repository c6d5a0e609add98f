import { requestScenario } from '../requests.ts';

// "?." would be part of a name that nothing has: it is refused
export default requestScenario();
