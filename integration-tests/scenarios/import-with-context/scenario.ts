import { requestScenario } from '../requests.ts';

// an import with context sees the data of the page
export default requestScenario();
