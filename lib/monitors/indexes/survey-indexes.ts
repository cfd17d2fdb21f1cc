import { type IndexState, indexStates, walkIndex } from '../../knowledge/index.ts';
import { writeGauges } from '../../monitoring/index.ts';
import type { GaugeSample } from '../../monitoring/schemas.ts';
import { log } from '../../platform/log.ts';
import type { IndexSurveyReport } from '../index-schemas.ts';
import { indexSurveyReportSchema } from '../index-schemas.ts';
import { DuplicateFinder } from './find-duplicates.ts';
import { coverageOfAll, removeSurveysExcept, saveSurvey, surveysOf } from './index-store.ts';

/** Chunks compared with each other at most; about 200 bytes of memory each. */
const mostChunks = 200_000;
const orphanDocumentsShown = 20;

/** Every hour: how old indexes are and what they cover, as gauges; and a walk through those that changed. */
export async function surveyIndexes(signal: AbortSignal): Promise<void> {
  const states = await indexStates();
  await writeGauges(await gaugesOf(states));
  const surveys = await surveysOf(states.map(({ name }) => name));
  for (const state of states) {
    signal.throwIfAborted();
    const last = indexSurveyReportSchema.safeParse(surveys.get(state.name)?.report);
    if (last.success && last.data.snapshot === state.snapshot) continue;
    try {
      await saveSurvey(state.name, await surveyIndex(state, signal));
    } catch (error) {
      if (signal.aborted) throw error;
      // One index that cannot be read keeps no other from being looked at.
      log.warn('an index could not be surveyed', { knowledge: state.name, error });
    }
  }
  await removeSurveysExcept(states.map(({ name }) => name));
}

async function gaugesOf(states: readonly IndexState[]): Promise<GaugeSample[]> {
  const at = new Date();
  const coverage = new Map((await coverageOfAll()).map((row) => [row.knowledge, row]));
  return states.flatMap(({ name, publishedAt }) => {
    const sample = { endpoint: '', subject: name, at };
    const asked = coverage.get(name);
    return [
      ...(publishedAt === null
        ? []
        : [{ ...sample, metric: 'index_freshness' as const, value: at.getTime() - publishedAt.getTime() }]),
      ...(asked === undefined
        ? []
        : [{ ...sample, metric: 'index_coverage' as const, value: asked.good / asked.questions }]),
    ];
  });
}

async function surveyIndex({ name, snapshot }: IndexState, signal: AbortSignal): Promise<IndexSurveyReport> {
  const finder = new DuplicateFinder();
  const orphaned = new Map<string, number>();
  let chunks = 0;
  for await (const batch of walkIndex(name)) {
    signal.throwIfAborted();
    for (const { documentName, page, text, serving } of batch) {
      chunks += 1;
      if (!serving) orphaned.set(documentName, (orphaned.get(documentName) ?? 0) + 1);
      else if (chunks <= mostChunks) finder.add({ document: documentName, page, text });
    }
  }
  return {
    snapshot,
    chunks,
    looked: Math.min(chunks, mostChunks),
    ...finder.result(),
    orphans: [...orphaned.values()].reduce((sum, count) => sum + count, 0),
    orphanDocuments: [...orphaned.keys()].slice(0, orphanDocumentsShown),
  };
}
