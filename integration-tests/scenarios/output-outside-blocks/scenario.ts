import { requestScenario } from '../requests.ts';

// what a page prints outside of its blocks is not shown: it is said, and not loaded; a set there counts, and an include, which may set
export default requestScenario();
