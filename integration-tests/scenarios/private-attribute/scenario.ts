import { requestScenario } from '../requests.ts';

// a private attribute is in no page, in whatever way a template names it: it is refused where it is first named
export default requestScenario();
