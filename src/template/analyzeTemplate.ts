import { createHash } from 'node:crypto';
import { LivegraftError } from '../errors.ts';
import { JitCache } from '../jitCache.ts';
import { collectPaths, type TemplateAnalysis } from './collectPaths.ts';
import type { TemplateLoader, TemplateSource } from './templateSource.ts';
import { type Vocabulary, vocabularyOf } from './vocabulary.ts';

/** An analysis, with the hash of all that it was made from: every template's text, and what templates can use. */
export interface HashedAnalysis extends TemplateAnalysis {
  readonly hash: string;
}

interface Entry {
  readonly name: string;
  readonly vocabulary: Vocabulary;
  readonly analysis: HashedAnalysis;
}

/** By the whole text of the template itself; what else it depends on is compared. */
const analyses = new JitCache<readonly Entry[]>('template analyses', 1_000);
const defaultVocabulary = vocabularyOf();

/**
 * What `collectPaths` gives, made once for the same texts: an analysis is used again where the template, all that it extends,
 * includes and imports, and the application's filters are as they were.
 */
export function analyzeTemplate(
  name: string,
  load: TemplateLoader,
  vocabulary: Vocabulary = defaultVocabulary,
): HashedAnalysis {
  const { text } = load(name);
  const known = analyses.get(text) ?? [];
  const isFor = (entry: Entry) => entry.name === name && entry.vocabulary === vocabulary;
  const entry = known.find((other) => isFor(other) && isCurrent(other.analysis, load));
  if (entry) return entry.analysis;
  const collected = collectPaths(name, load, vocabulary);
  const analysis = { ...collected, hash: hashOf(collected.sources, vocabulary) };
  analyses.set(text, [...known.filter((other) => !isFor(other)).slice(-9), { name, vocabulary, analysis }]);
  return analysis;
}

function isCurrent({ sources, missing }: TemplateAnalysis, load: TemplateLoader): boolean {
  const isSame = (source: TemplateSource) => {
    const now = find(source.name, load);
    return now?.text === source.text && now.filename === source.filename;
  };
  return sources.every(isSame) && missing.every((name) => find(name, load) === null);
}

function find(name: string, load: TemplateLoader): TemplateSource | null {
  try {
    return load(name);
  } catch (error) {
    if (error instanceof LivegraftError) return null;
    throw error;
  }
}

function hashOf(sources: readonly TemplateSource[], { filters, globals }: Vocabulary): string {
  const texts = sources.map(({ name, filename, text }) => [name, filename, text]);
  return createHash('sha256')
    .update(JSON.stringify([texts, [...filters], [...globals]]))
    .digest('hex');
}
