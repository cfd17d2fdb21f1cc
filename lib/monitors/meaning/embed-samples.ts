/** What questions of a window and its baseline mean, as vectors of the model that embeds the endpoint's knowledge base. */
import { embedQuestions } from '../../knowledge/index.ts';
import { log } from '../../platform/log.ts';
import { costOf, emptyUsage, estimateTokens } from '../../providers/index.ts';
import type { Basis } from '../drift-schemas.ts';
import type { RowSample, SampledRow } from '../rows/rows-store.ts';
import { textsUsed } from '../statistics/compare-texts.ts';
import { spreadOut } from '../statistics/spread-out.ts';
import { chooseModel, type MeaningModel } from './choose-model.ts';
import { recordEmbedding } from './meaning-store.ts';

/** Questions of each side that are embedded: embedding costs time or money for each. */
export const questionsEmbedded = 500;
const batch = 50;
const batchSeconds = 60;
/** Of all batches together; what is done by then is in the cache for the next try. */
const wholeSeconds = 240;

export interface Meaning {
  basis: Basis;
  /** By row; null when questions are compared by their words. */
  vectors: ReadonlyMap<SampledRow, Float32Array> | null;
}

interface Asked {
  endpoint: string;
  knowledge: string | null;
  paidEmbeddings: boolean;
  samples: { baseline: RowSample; current: RowSample };
  /** Called between batches; may throw to end the work. */
  checkpoint: () => Promise<void>;
}

export async function embedSamples({ samples, ...asked }: Asked): Promise<Meaning> {
  const rows = {
    baseline: samples.baseline.rows.filter(hasQuestion),
    current: samples.current.rows.filter(hasQuestion),
  };
  const byWords = (why: string): Meaning => ({
    vectors: null,
    basis: {
      by: 'words',
      model: null,
      knowledge: asked.knowledge,
      why,
      questions: {
        baseline: Math.min(textsUsed, rows.baseline.length),
        current: Math.min(textsUsed, rows.current.length),
      },
      asked: 0,
      cost: '0',
    },
  });
  const model = await chooseModel(asked.knowledge, asked.paidEmbeddings);
  if ('why' in model) return byWords(model.why);
  const before = spreadOut(rows.baseline, questionsEmbedded);
  const now = spreadOut(rows.current, questionsEmbedded);
  const embedded = await embedRows(model, [...before, ...now], asked.checkpoint);
  const cost = await charge(asked.endpoint, model, embedded.asked);
  if (embedded.vectors === null) return byWords(`${model.name} did not answer`);
  return {
    vectors: embedded.vectors,
    basis: {
      by: 'embeddings',
      model: model.name,
      knowledge: model.knowledge,
      why: null,
      questions: { baseline: before.length, current: now.length },
      asked: embedded.asked.length,
      cost: String(cost),
    },
  };
}

const questionOf = ({ values }: SampledRow): string => String(values.question_meaning);
const hasQuestion = ({ values }: SampledRow): boolean => typeof values.question_meaning === 'string';

/** Null vectors when the model failed, or gave vectors of several lengths; what was asked counts all the same. */
async function embedRows(
  { embedder, name }: MeaningModel,
  rows: readonly SampledRow[],
  checkpoint: () => Promise<void>,
): Promise<{ vectors: Map<SampledRow, Float32Array> | null; asked: string[] }> {
  const vectors = new Map<SampledRow, Float32Array>();
  const asked: string[] = [];
  const deadline = AbortSignal.timeout(wholeSeconds * 1000);
  for (let at = 0; at < rows.length; at += batch) {
    await checkpoint();
    const part = rows.slice(at, at + batch);
    const signal = AbortSignal.any([deadline, AbortSignal.timeout(batchSeconds * 1000)]);
    try {
      const found = await embedQuestions(embedder, part.map(questionOf), signal);
      asked.push(...found.asked);
      part.forEach((row, i) => {
        vectors.set(row, unit(found.vectors[i] ?? new Float32Array()));
      });
    } catch (error) {
      log.warn('questions could not be embedded for a monitor', { model: name, error });
      return { vectors: null, asked };
    }
  }
  const lengths = new Set([...vectors.values()].map(({ length }) => length));
  return { vectors: lengths.size <= 1 && !lengths.has(0) ? vectors : null, asked };
}

/** To length 1; what is no number, or has no direction, becomes zeros. */
function unit(vector: Float32Array): Float32Array {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  if (!Number.isFinite(length) || length === 0) return new Float32Array(vector.length);
  return vector.map((value) => value / length);
}

/** Embedders tell no usage, so tokens are estimated. Nothing is charged for a model that runs here. */
async function charge(
  endpoint: string,
  { provider, model, price }: MeaningModel,
  asked: readonly string[],
): Promise<bigint> {
  if (provider === null || asked.length === 0) return 0n;
  const usage = { ...emptyUsage(), input: asked.reduce((sum, text) => sum + estimateTokens(text), 0) };
  const cost = costOf(usage, price);
  await recordEmbedding({
    endpoint,
    provider,
    providerModel: model,
    usage,
    cost,
    priceSource: price === null ? 'none' : 'provider',
  });
  return cost;
}
