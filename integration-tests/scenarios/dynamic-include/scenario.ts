import { requestScenario } from '../requests.ts';

// names behind an inline if, a concatenation or a set are followed, each of them; one may be missing
export default requestScenario();
