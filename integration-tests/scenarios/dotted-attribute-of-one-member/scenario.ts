import { requestScenario } from '../requests.ts';

// sum, selectattr and rejectattr take the name of one member: a path is refused, once
export default requestScenario();
