import { collectPaths } from '../template/collectPaths.ts';
import { listPaths } from '../template/listPaths.ts';
import type { PathTree } from '../template/pathTree.ts';
import { withoutSilenced } from '../template/silenced.ts';
import { folderTemplates, type TemplateLoader, textTemplates } from '../template/templateSource.ts';
import { type TemplateExtensions, vocabularyOf } from '../template/vocabulary.ts';
import { type Finding, findingOf } from './finding.ts';

export type { FilterReads } from '../template/filterDeclarations.ts';
export type { PathNode, PathRead, PathTree, PathUse } from '../template/pathTree.ts';
export type { TemplateLoader, TemplateSource } from '../template/templateSource.ts';
export type { CustomFilter, CustomGlobal } from '../template/vocabulary.ts';
export type { Finding };

/** `filters` and `globals` are what templates can use beside nunjucks' and Livegraft's own. */
export interface AnalyzeOptions extends TemplateExtensions {
  /** A folder, templates by their names, or what finds a template by its name. */
  readonly templates: string | Readonly<Record<string, string>> | TemplateLoader;
}

/** What a template reads, with those that it extends, includes and imports. */
export interface TemplateReport {
  /** Each once, sorted, such as `requests[].tenant.user.email`. */
  readonly paths: readonly string[];
  /** The same step by step: how each is read, and where. */
  readonly tree: PathTree;
  /** The names of all templates that were read, the given one first. */
  readonly templates: readonly string[];
  /** What is wrong or doubtful; what a comment silences is left out. */
  readonly findings: readonly Finding[];
}

/**
 * The paths that a nunjucks template reads. What is wrong with it is a finding, a missing template too; what could be
 * read is there nevertheless. Throws where the folder does not exist, and what a loader throws but LivegraftErrors.
 *
 *     analyzeTemplate('list.njk', { templates: 'views' }).paths → ['requests[].title']
 */
export function analyzeTemplate(name: string, { templates, ...extensions }: AnalyzeOptions): TemplateReport {
  const { paths: tree, sources, diagnostics } = collectPaths(name, loaderOf(templates), vocabularyOf(extensions));
  return {
    paths: listPaths(tree),
    tree,
    templates: sources.map((source) => source.name),
    findings: withoutSilenced(diagnostics, sources).map(findingOf),
  };
}

function loaderOf(templates: AnalyzeOptions['templates']): TemplateLoader {
  switch (typeof templates) {
    case 'string':
      return folderTemplates(templates);
    case 'function':
      return templates;
    default:
      return textTemplates(templates);
  }
}
