import { requestScenario } from '../requests.ts';

// what is compared and what stands in each case is read, whichever of them is shown
export default requestScenario();
