import { requestScenario } from '../requests.ts';

// nunjucks compares what the first comparison gave, true or false, with the third value
export default requestScenario();
