import { requestScenario } from '../requests.ts';

// an argument that a filter does not have is refused, with those that it has
export default requestScenario();
