import { requestScenario } from '../requests.ts';

// a name that is first set in a loop is gone after it, which is said; one that was set before is changed;
// one that is set in an if stays
export default requestScenario();
