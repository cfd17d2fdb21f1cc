import { assertMay, assertMayAt, type Caller, reachedNames, reachOf } from '../../access/index.ts';
import { indexStates, knowledgeExists } from '../../knowledge/index.ts';
import { notFound } from '../../platform/errors.ts';
import { type IndexCoverage, type IndexHealth, indexSurveyReportSchema } from '../index-schemas.ts';
import {
  coverageByTopic,
  coverageDays,
  coverageOfAll,
  poorBelow,
  questionsOf,
  surveysOf,
} from './index-store.ts';

/** How the indexes of the knowledge bases the caller sees are kept, those that cover least first. */
export async function listIndexes(
  caller: Caller,
): Promise<{ items: IndexHealth[]; poorBelow: number; days: number }> {
  assertMay(caller, 'knowledge.read');
  const names = reachedNames(caller, 'knowledge.read', 'knowledge');
  const states = (await indexStates()).filter(({ name }) => names === null || names.includes(name));
  const [coverage, surveys] = await Promise.all([coverageOfAll(), surveysOf(states.map(({ name }) => name))]);
  const items = states.map(({ name, publishedAt, chunks }) => {
    const asked = coverage.find(({ knowledge }) => knowledge === name);
    const survey = surveys.get(name);
    return {
      name,
      publishedAt: publishedAt?.toISOString() ?? null,
      chunks,
      questions: asked?.questions ?? 0,
      coverage: asked === undefined ? null : asked.good / asked.questions,
      surveyedAt: survey?.at.toISOString() ?? null,
      survey: survey === undefined ? null : (indexSurveyReportSchema.safeParse(survey.report).data ?? null),
    };
  });
  items.sort((a, b) => (a.coverage ?? 2) - (b.coverage ?? 2) || (a.name < b.name ? -1 : 1));
  return { items, poorBelow, days: coverageDays };
}

/** What documents are missing: topics with questions whose best passage is poor. Throws `not_found`. */
export async function readCoverage(caller: Caller, knowledge: string): Promise<IndexCoverage> {
  assertMayAt(caller, 'knowledge.read', { kind: 'knowledge', name: knowledge });
  if (!(await knowledgeExists(knowledge))) throw notFound('This knowledge base');
  const rows = await coverageByTopic(knowledge);
  const questions = await questionsOf(
    rows.flatMap(({ examples }) => examples),
    reachOf(caller, 'inferences.read'),
  );
  return {
    poorBelow,
    days: coverageDays,
    topics: rows.map(({ number: _number, terms, examples, ...row }) => ({
      ...row,
      terms: terms ?? [],
      examples: examples.flatMap((requestId) => {
        const question = questions.get(requestId);
        return question === undefined ? [] : [{ requestId, question }];
      }),
    })),
  };
}
