import { requestScenario } from '../requests.ts';

// the methods that associations give a model are never called: the association itself is loaded with the rows
export default requestScenario();
