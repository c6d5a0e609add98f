import { requestScenario } from '../requests.ts';

// what a loop over a part of a list, a sorted one or one in parts reads is not lost
export default requestScenario();
