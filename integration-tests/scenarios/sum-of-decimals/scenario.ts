import { requestScenario } from '../requests.ts';

// the digits of a DECIMAL are text, which adding puts side by side: it is refused
export default requestScenario();
