import { requestScenario } from '../requests.ts';

// a template is found in its directory only, not in a sibling whose name begins like it
export default requestScenario();
