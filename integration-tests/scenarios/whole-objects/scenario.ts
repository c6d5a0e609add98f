import { requestScenario } from '../requests.ts';

// dump and tojson take all exposed columns, and key and text of what a row has one of; it is said
export default requestScenario();
