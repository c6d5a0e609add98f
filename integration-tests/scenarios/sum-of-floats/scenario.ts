import { requestScenario } from '../requests.ts';

// a DECIMAL that is made a number adds up; a set in the loop changes the name around it
export default requestScenario();
