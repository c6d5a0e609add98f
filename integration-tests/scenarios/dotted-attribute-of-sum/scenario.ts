import { requestScenario } from '../requests.ts';

// sum, selectattr and rejectattr follow a path with dots, where nunjucks itself takes the name of one member
export default requestScenario();
