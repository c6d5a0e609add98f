import './production.ts';
import { measureTemplateAnalysis, templateAnalysisTable } from './measureTemplateAnalysis.ts';
import { readRounds, showRound, writeResult } from './results.ts';

// npm run benchmark:analysis -- --rounds 200

const rounds = readRounds();
const processes = Math.min(rounds, 11);
const onRound = (reading: string, done: number) => showRound(reading, done, reading === 'cold' ? processes : rounds);
const result = measureTemplateAnalysis({ rounds, processes, onRound });
writeResult('templateAnalysis', result, templateAnalysisTable(result));
