import { requestScenario } from '../requests.ts';

// groupby and sort see what a getter of the model gives, since rows are plain data
export default requestScenario();
