import { assertMayAt, type Caller } from '../../access/index.ts';
import { rateEstimate } from '../../monitoring/index.ts';
import { AppError, notFound } from '../../platform/errors.ts';
import { type Topic, type TopicList, type TopicQuery, topicListSchema } from '../schemas.ts';
import { findEndpointEnvironment } from './endpoint-store.ts';
import {
  findQuestionTexts,
  findTopicDays,
  findTopicsOf,
  findTopicThumbs,
  type ThumbsRow,
  type TopicDayRow,
} from './topic-figures-store.ts';
import { findModel, findTopics } from './topic-store.ts';

const alpha = 0.05;
const dayMs = 86_400_000;
const mostDays = 366;

export async function assertReadsEndpoint(caller: Caller, endpoint: string): Promise<void> {
  const found = await findEndpointEnvironment(endpoint);
  assertMayAt(caller, 'inferences.read', {
    kind: 'endpoint',
    name: endpoint,
    environment: found?.environment ?? null,
  });
  if (found === null) throw notFound(`The endpoint "${endpoint}"`);
}

/** Topics of an endpoint's questions with what came of them in a range of time, the most asked first. */
export async function listTopics(caller: Caller, { endpoint, from, to }: TopicQuery): Promise<TopicList> {
  await assertReadsEndpoint(caller, endpoint);
  const days = daysOf(from, to);
  const [model, topics, counts, thumbs] = await Promise.all([
    findModel(endpoint),
    findTopics(endpoint),
    findTopicDays(endpoint, from, to),
    findTopicThumbs(endpoint, from, to),
  ]);
  const texts = await findQuestionTexts(topics.flatMap(({ examples }) => examples));
  const items = topics
    .map(({ number, terms, examples }) => ({
      number,
      terms,
      ...figuresOf(
        counts.filter((row) => row.number === number),
        thumbs.find((row) => row.number === number),
        days,
      ),
      examples: examples.flatMap((requestId) => {
        const question = texts.get(requestId);
        return question === undefined ? [] : [{ requestId, question }];
      }),
    }))
    .sort((a, b) => b.requests - a.requests || a.number - b.number);
  return topicListSchema.parse({
    state: model?.state ?? 'never',
    progress: model?.progress ?? 0,
    error: model?.error ?? null,
    space: model?.space ?? '',
    questions: model?.questions ?? 0,
    finishedAt: model?.finishedAt?.toISOString() ?? null,
    items,
  });
}

function daysOf(from: string, to: string): string[] {
  const first = Math.floor(Date.parse(from) / dayMs);
  const last = Math.floor(Date.parse(to) / dayMs);
  if (last < first || last - first > mostDays) {
    throw new AppError('invalid', 'Choose a range of a year at most that ends after it begins.');
  }
  return Array.from({ length: last - first + 1 }, (_, index) =>
    new Date((first + index) * dayMs).toISOString().slice(0, 10),
  );
}

function figuresOf(
  rows: readonly TopicDayRow[],
  thumbs: ThumbsRow | undefined,
  days: readonly string[],
): Omit<Topic, 'number' | 'terms' | 'examples'> {
  const sum = (value: (row: TopicDayRow) => number) => rows.reduce((total, row) => total + value(row), 0);
  const requests = sum((row) => row.requests);
  const scored = sum((row) => row.scored);
  return {
    requests,
    trend: days.map((day) => rows.find((row) => row.day === day)?.requests ?? 0),
    ratings: thumbs?.thumbs ?? 0,
    satisfaction: rateEstimate(thumbs?.up ?? 0, thumbs?.thumbs ?? 0, alpha),
    declinedRate: requests === 0 ? null : sum((row) => row.declined) / requests,
    retrievalScore: scored === 0 ? null : sum((row) => row.scoreSum) / scored,
  };
}

/** Topic of each of these requests that is in one, for rooms that group by it. Checks nothing: for the system itself. */
export async function topicsOf(
  requestIds: readonly string[],
): Promise<Map<string, { number: number; terms: readonly string[] }>> {
  const rows = await findTopicsOf(requestIds);
  return new Map(rows.map(({ id, number, terms }) => [id, { number, terms }]));
}
