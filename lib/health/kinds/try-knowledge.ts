import { systemCaller } from '../../access/index.ts';
import { getKnowledge, listSnapshots, retrieve } from '../../knowledge/index.ts';
import type { CheckDefinition } from '../schemas.ts';
import { failed, passed, type Tried } from './outcome.ts';

type KnowledgeIndex = Extract<CheckDefinition, { kind: 'knowledge' }>;

const hourMs = 3_600_000;

/**
 * Opens the index, searches it, and looks how old it is. It reads what everybody may read, so that nothing can be drawn out
 * of a document whose readers are chosen.
 */
export async function tryKnowledge(definition: KnowledgeIndex, signal: AbortSignal): Promise<Tried> {
  const { knowledge, query, maxAgeHours } = definition;
  const { snapshot, documentCount } = await getKnowledge(systemCaller('health'), knowledge);
  if (snapshot === 0) {
    const message = 'It holds no documents yet.';
    return query === '' && maxAgeHours === null ? passed(message) : failed(message);
  }
  if (maxAgeHours !== null) {
    const age = await ageHours(knowledge);
    if (age > maxAgeHours) {
      return failed(
        `It was last published ${Math.floor(age)} hours ago, and may be ${maxAgeHours} hours old.`,
      );
    }
  }
  const started = performance.now();
  const { hits, notice } = await retrieve({
    knowledge,
    query: query === '' ? 'health' : query,
    ...(query === '' && { mode: 'keyword' as const }),
    k: 1,
    snapshot: 'latest',
    reader: [],
    signal,
  });
  const latencyMs = performance.now() - started;
  const found =
    query === '' ? `Its ${documentCount} documents can be searched.` : 'The query finds a passage.';
  if (query !== '' && hits.length === 0) {
    return { ...failed('The query finds nothing that everybody may read.'), latencyMs };
  }
  if (query !== '' && notice !== null) return { ...failed(notice), latencyMs };
  return { ...passed(found), latencyMs };
}

async function ageHours(knowledge: string): Promise<number> {
  const [latest] = await listSnapshots(systemCaller('health'), knowledge);
  return latest === undefined ? 0 : (Date.now() - Date.parse(latest.createdAt)) / hourMs;
}
