import { requestScenario } from '../requests.ts';

// a method that changes data is never called, with or without parentheses: it is refused
export default requestScenario();
