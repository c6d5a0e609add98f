import { requestScenario } from '../requests.ts';

// an imported macro does not see the data of the page: it is said, and nothing is loaded for it
export default requestScenario();
