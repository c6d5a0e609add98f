import { requestScenario } from '../requests.ts';

// an include sees what was set for it, and another one by the same name sees something else
export default requestScenario();
