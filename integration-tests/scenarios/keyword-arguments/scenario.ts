import { requestScenario } from '../requests.ts';

// each filter takes its arguments by name, too; nunjucks itself hands most of them an object instead
export default requestScenario();
