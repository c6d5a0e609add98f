import { requestScenario } from '../requests.ts';

// a name that only the data know is refused: what it reads could not be loaded
export default requestScenario();
