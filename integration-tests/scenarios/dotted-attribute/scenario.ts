import { requestScenario } from '../requests.ts';

// sort, groupby, map, unique and join follow a path with dots, and over rows without it
export default requestScenario();
