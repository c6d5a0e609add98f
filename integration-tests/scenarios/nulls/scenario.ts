import { requestScenario } from '../requests.ts';

// null prints nothing, at the end of a path and on the way
export default requestScenario();
