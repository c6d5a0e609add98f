import { requestScenario } from '../requests.ts';

// a macro does not see the variables of the loop that calls it: reading one there is refused
export default requestScenario();
