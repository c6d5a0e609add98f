import { requestScenario } from '../requests.ts';

// only some filters take arguments by name; the others are handed an object: they are refused
export default requestScenario();
