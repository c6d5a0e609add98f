import { requestScenario } from '../requests.ts';

// data without a prototype prints, as GraphQL results are; so does what holds them
export default requestScenario({ bare: Object.assign(Object.create(null), { color: 'red' }) });
