import { requestScenario } from '../requests.ts';

// a date that is printed as it is stored is said to be so; in an attribute it is what a browser wants
export default requestScenario();
