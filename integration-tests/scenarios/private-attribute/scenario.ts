import { requestScenario } from '../requests.ts';

// a private attribute is in no page, whichever way a template names it; the whole object goes without it
export default requestScenario();
