import { log } from '../../platform/log.ts';
import { cluster, cosine, nearest, topicCount } from './cluster.ts';
import { keepNumbers } from './keep-numbers.ts';
import { countAskers, nameTopics } from './name-topics.ts';
import { embeddedSpace, learnHashedSpace, type TopicSpace } from './topic-space.ts';
import {
  type Assignment,
  findLastKnowledge,
  findModel,
  findQuestions,
  findTopics,
  noteState,
  type QuestionRow,
  replaceTopics,
} from './topic-store.ts';
import { fromBytes, toBytes } from './vector-bytes.ts';

/** Questions older than this make no topics. */
export const topicDays = 30;
const seed = 20_260_101;
const examplesOfTopic = 3;
const page = 2000;

export interface TopicRun {
  signal: AbortSignal;
}

/**
 * Puts the questions an endpoint was asked in the last month into topics, anew from those there are now. Safe to stop and to
 * run again: topics change at the end, all at once.
 */
export async function makeTopics(endpoint: string, { signal }: TopicRun): Promise<void> {
  await noteState(endpoint, { state: 'running', progress: 0, error: null, startedAt: new Date() });
  try {
    await make(endpoint, signal);
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown reason';
    await noteState(endpoint, { state: 'failed', error: reason });
    throw error;
  }
}

async function make(endpoint: string, signal: AbortSignal): Promise<void> {
  const progress = (share: number) => noteState(endpoint, { state: 'running', progress: Math.round(share) });
  const embedded = await embeddedSpace(await findLastKnowledge(endpoint));
  const limit = embedded?.mostRead ?? 10_000;
  const sample = await findQuestions(endpoint, { days: topicDays, limit, before: null });
  const { space, vectors } = await compared(sample, embedded, signal);
  await progress(20);
  const { centroids, assignments } = await cluster(vectors, {
    k: topicCount(sample.length),
    seed,
    signal,
    onProgress: (share) => progress(20 + share * 50),
  });
  const model = await findModel(endpoint);
  const earlier = model?.space === space.name ? await earlierTopics(endpoint) : [];
  const numbers = keepNumbers(centroids, earlier, model?.lastNumber ?? 0);
  const members = centroids.map((_, index) => membersOf(index, assignments));
  const names = nameTopics(members.map((rows) => rows.flatMap((row) => sample[row] ?? [])));
  await progress(75);
  const numbered = sample.map((row, index) => ({
    id: row.id,
    number: numbers[assignments[index] ?? 0] ?? 0,
  }));
  const older = await assignOlder(endpoint, { space, centroids, numbers, read: sample }, signal);
  await replaceTopics(endpoint, {
    space: space.name,
    weights: space.weights && toBytes(space.weights),
    askers: countAskers(sample),
    questions: sample.length,
    topics: centroids.map((centroid, index) => ({
      number: numbers[index] ?? 0,
      terms: names[index] ?? [],
      centroid: toBytes(centroid),
      examples: examplesOf(centroid, members[index] ?? [], { sample, vectors }),
    })),
    assignments: [...numbered, ...older],
  });
}

/** By the model of the knowledge base while it answers, else by words. */
async function compared(
  sample: readonly QuestionRow[],
  embedded: TopicSpace | null,
  signal: AbortSignal,
): Promise<{ space: TopicSpace; vectors: Float32Array[] }> {
  if (embedded !== null) {
    try {
      return { space: embedded, vectors: await embedded.vectors(sample, signal) };
    } catch (error) {
      signal.throwIfAborted();
      log.warn('questions are compared by words: the embedding model does not answer', { error });
    }
  }
  const space = learnHashedSpace(sample);
  return { space, vectors: await space.vectors(sample, signal) };
}

function membersOf(topic: number, assignments: Int32Array): number[] {
  return [...assignments.entries()].flatMap(([row, assigned]) => (assigned === topic ? [row] : []));
}

async function earlierTopics(endpoint: string) {
  const topics = await findTopics(endpoint);
  return topics.map(({ number, centroid }) => ({ number, centroid: fromBytes(centroid) }));
}

/** Ids of the questions that are most like the topic, each wording once. */
function examplesOf(
  centroid: Float32Array,
  rows: readonly number[],
  { sample, vectors }: { sample: readonly QuestionRow[]; vectors: readonly Float32Array[] },
): string[] {
  const byWording = new Map<string, string>();
  const likeness = (row: number) => cosine(vectors[row] ?? centroid, centroid);
  const ranked = rows
    .map((row) => ({ row, likeness: likeness(row) }))
    .sort((a, b) => b.likeness - a.likeness || a.row - b.row);
  for (const { row } of ranked) {
    if (byWording.size === examplesOfTopic) break;
    const asked = sample[row];
    const wording = asked?.text.trim().toLowerCase();
    if (asked !== undefined && wording !== undefined && !byWording.has(wording))
      byWording.set(wording, asked.id);
  }
  return [...byWording.values()];
}

/** Questions of the month that were too many to make topics from. */
async function assignOlder(
  endpoint: string,
  made: {
    space: TopicSpace;
    centroids: readonly Float32Array[];
    numbers: readonly number[];
    read: readonly QuestionRow[];
  },
  signal: AbortSignal,
): Promise<Assignment[]> {
  const { space, centroids, numbers, read } = made;
  const assigned: Assignment[] = [];
  let before = read.at(-1)?.id ?? null;
  while (before !== null && read.length + assigned.length < space.mostAssigned) {
    signal.throwIfAborted();
    const rows: QuestionRow[] = await findQuestions(endpoint, { days: topicDays, limit: page, before });
    const vectors = await space.vectors(rows, signal);
    for (const [index, { id }] of rows.entries()) {
      const vector = vectors[index];
      if (vector) assigned.push({ id, number: numbers[nearest(vector, centroids)] ?? 0 });
    }
    before = rows.length < page ? null : (rows.at(-1)?.id ?? null);
  }
  return assigned;
}
