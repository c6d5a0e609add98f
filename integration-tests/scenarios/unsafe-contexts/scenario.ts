import { requestScenario } from '../requests.ts';

// where escaping does not protect, nothing is printed: each place is refused
export default requestScenario();
