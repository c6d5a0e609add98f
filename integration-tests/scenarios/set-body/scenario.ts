import { requestScenario } from '../requests.ts';

// what stands in the body of a set is read; it is text, so its markup is escaped where it is printed
export default requestScenario();
