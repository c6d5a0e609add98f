import { requestScenario } from '../requests.ts';

// an "if" in a for does not filter in nunjucks: it is refused, with its place
export default requestScenario();
