import { requestScenario } from '../requests.ts';

// a block and the one above it are both read where super() puts them together, over two levels
export default requestScenario();
