import { requestScenario } from '../requests.ts';

// the constructor of a function is nothing that a template can call: the page fails, and no code runs
export default requestScenario();
