import { requestScenario } from '../requests.ts';

// date takes the text of a date as it comes from the database; map, unique, number, tojson
export default requestScenario();
