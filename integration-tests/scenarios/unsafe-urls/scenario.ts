import { requestScenario } from '../requests.ts';

// a URL that the data begin is checked when it is shown; one whose scheme runs code leads nowhere
export default requestScenario({
  site: 'https://example.org/?a=1&b="2"',
  evil: 'javascript:alert(1)',
  sly: ' JaVa\tScRiPt:alert(1)',
});
