import { requestScenario } from '../requests.ts';

// a macro is read with what each call gives it: defaults, keywords, a caller, itself
export default requestScenario();
