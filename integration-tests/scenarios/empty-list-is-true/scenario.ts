import { requestScenario } from '../requests.ts';

// an empty list is true: its length is asked for instead, which needs no rows
export default requestScenario({ selected: [] });
