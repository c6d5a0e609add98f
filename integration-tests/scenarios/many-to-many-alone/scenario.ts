import { requestScenario } from '../requests.ts';

// a loop over many to many needs no other field, before or after it in the alphabet
export default requestScenario();
