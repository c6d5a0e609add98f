import { collectPaths, type TemplateAnalysis } from '../../src/template/collectPaths.ts';
import { createEnvironment, type EnvironmentOptions } from '../../src/template/environment.ts';
import { textTemplates } from '../../src/template/templateSource.ts';
import { vocabularyOf } from '../../src/template/vocabulary.ts';
import { recordedData, selectedData } from './selectedData.ts';

export type Templates = Readonly<Record<string, string>>;
export type Data = Readonly<Record<string, unknown>>;

/** A page, `templates.page`, with what the analysis says of it, and as it renders. */
export interface AnalyzedPage {
  readonly analysis: TemplateAnalysis;
  /** The errors of the analysis: a page with any is refused. */
  readonly errors: readonly string[];
  /** What is shown, or why nothing is. */
  render(data: Data): Rendering;
}

export interface Rendering {
  readonly fails: boolean;
  readonly text: string;
}

export function analyzePage(
  templates: Templates,
  options: EnvironmentOptions = {},
  collect: typeof collectPaths = collectPaths,
): AnalyzedPage {
  const load = textTemplates(templates);
  const analysis = collect('page', load, vocabularyOf(options));
  const environment = createEnvironment(load, options);
  const errors = analysis.diagnostics.filter(({ severity }) => severity === 'error').map(({ error }) => error.message);
  return {
    analysis,
    errors,
    render(data) {
      try {
        return { fails: false, text: environment.render('page', data) };
      } catch (error) {
        return { fails: true, text: (error as Error).message };
      }
    },
  };
}

/**
 * What breaks the law that a page shows the same whether it is given whole objects or only what the analysis says that it
 * reads, and that it reads nothing else. Empty where it holds.
 */
export function lawBreaks(
  page: Pick<AnalyzedPage, 'analysis' | 'render'>,
  data: Data,
  whole = page.render(data),
): string[] {
  const { paths } = page.analysis;
  const selected = page.render(selectedData(paths, data));
  const missed = new Set<string>();
  const recorded = page.render(recordedData(paths, data, missed));
  return [
    ...difference('selected fields only', selected, whole),
    ...difference('recorded reads', recorded, whole),
    ...[...missed].map((path) => `${path} is read, and the analysis does not have it`),
  ];
}

function difference(given: string, shown: Rendering, whole: Rendering): string[] {
  if (shown.fails === whole.fails && shown.text === whole.text) return [];
  return [
    `with ${given} the page shows ${JSON.stringify(shown.text)}, with whole objects ${JSON.stringify(whole.text)}`,
  ];
}
