import { idBefore } from '../../platform/ids.ts';
import { nearest } from './cluster.ts';
import { embeddedSpace, hashedName, hashedSpace, type TopicSpace } from './topic-space.ts';
import {
  assignNew,
  findLastKnowledge,
  findModel,
  findModelled,
  findNewQuestions,
  findTopics,
  type ModelRow,
} from './topic-store.ts';
import { fromBytes } from './vector-bytes.ts';

/** A request is on record when it has ended, some time after its id was given. */
const lateMs = 15 * 60_000;
const page = 1000;
/** Of one endpoint in one run; the rest waits for the next. */
const mostPages = 50;

/** Puts what was asked since topics were made into the nearest of them. */
export async function assignTopics(signal: AbortSignal): Promise<void> {
  for (const endpoint of await findModelled()) {
    signal.throwIfAborted();
    await assignAt(endpoint, signal);
  }
}

async function assignAt(endpoint: string, signal: AbortSignal): Promise<void> {
  const model = await findModel(endpoint);
  const space = model && (await spaceOf(model));
  const topics = await findTopics(endpoint);
  const madeAt = model?.finishedAt ?? null;
  if (space === null || madeAt === null || topics.length === 0) return;
  const centroids = topics.map(({ centroid }) => fromBytes(centroid));
  const after = idBefore(model?.assignedThrough ?? firstId, lateMs);
  for (let pages = 0; pages < mostPages; pages++) {
    const rows = await findNewQuestions(endpoint, after, page);
    const vectors = await space.vectors(rows, signal);
    const assigned = rows.flatMap(({ id }, index) => {
      const number = vectors[index] && topics[nearest(vectors[index], centroids)]?.number;
      return number === undefined ? [] : [{ id, number }];
    });
    if (assigned.length > 0) await assignNew(endpoint, madeAt, assigned);
    if (rows.length < page || assigned.length === 0) return;
  }
}

const firstId = '00000000-0000-0000-0000-000000000000';

/** The space topics were made in; null when its model is another one now: the next run makes topics in that. */
async function spaceOf(model: ModelRow): Promise<TopicSpace | null> {
  if (model.space === hashedName) return model.weights && hashedSpace(fromBytes(model.weights));
  const space = await embeddedSpace(await findLastKnowledge(model.endpointName));
  return space?.name === model.space ? space : null;
}
