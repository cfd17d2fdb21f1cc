/** Whole answers kept by everything they depend on. A cache that fails is a cache that misses. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { canonicalJson } from '../chain/index.ts';
import {
  type ChatTurn,
  citationSchema,
  type GenerationOptions,
  type InputValues,
  type ModelParameters,
  modelChoiceSchema,
  sentenceCheckSchema,
} from '../chain/schemas.ts';
import { storesText } from '../inference/index.ts';
import { type Reader, snapshotIdentity } from '../knowledge/index.ts';
import { log } from '../platform/log.ts';
import { normaliseQuestion } from '../text/index.ts';
import type { ResolvedTarget } from './resolve-entity.ts';
import { findCachedValue, keepCachedValue } from './response-cache-store.ts';
import type { CacheMode } from './schemas.ts';

const cachedAnswerSchema = z.object({
  text: z.string(),
  citations: z.array(citationSchema),
  checks: z.array(sentenceCheckSchema),
  /** The stand-alone question. */
  question: z.string(),
  routingRule: z.string().nullable(),
  model: modelChoiceSchema.nullable(),
  knowledge: z.object({ name: z.string(), snapshot: z.number().int() }).nullable(),
});
export type CachedAnswer = z.infer<typeof cachedAnswerSchema>;

export interface CacheQuestion {
  history: readonly ChatTurn[];
  question: string;
  following: readonly ChatTurn[];
  options: GenerationOptions;
  inputs: InputValues;
  parameters: Partial<ModelParameters>;
  /** Readers who may see the same documents share answers. */
  reader: Reader;
  /** Number of the guardrails the answer passes. */
  policy: number;
}

/**
 * SHA-256 over everything an answer depends on. The version, the snapshot it sees at this moment, the parameters and the
 * conversation are part of it, so a change of any of them misses.
 * Throws `not_found` when the knowledge base or the snapshot is gone.
 */
export async function responseKey(
  mode: Exclude<CacheMode, 'off'>,
  { chain, chainHash }: ResolvedTarget,
  { history, question, following, options, inputs, parameters, policy, reader }: CacheQuestion,
): Promise<Buffer> {
  const textOf = (text: string) => (mode === 'normalised' ? normaliseQuestion(text) : text);
  const { retrieval, prompt } = chain;
  const tellsDate = prompt !== null && /\{\{\s*date\s*\}\}/.test(prompt.system + prompt.user);
  const parts = {
    mode,
    chainHash,
    snapshot:
      retrieval === null ? null : await snapshotIdentity(retrieval.knowledge, retrieval.snapshot, reader),
    parameters,
    inputs,
    history: history.map((turn) =>
      turn.role === 'user' ? { ...turn, content: textOf(turn.content) } : turn,
    ),
    following,
    options,
    policy,
    question: textOf(question),
    date: tellsDate ? new Date().toISOString().slice(0, 10) : null,
  };
  return createHash('sha256').update(canonicalJson(parts)).digest();
}

/** Null when nothing is kept, or the cache cannot be read. */
export async function cachedAnswer(key: Buffer): Promise<CachedAnswer | null> {
  try {
    const value = await findCachedValue(key);
    return value === null ? null : cachedAnswerSchema.parse(value);
  } catch (error) {
    log.warn('the response cache could not be read', { error });
    return null;
  }
}

/** Never rejects. Nothing is kept where the storage of prompts is off. PostgreSQL's jsonb holds neither NUL nor half a surrogate pair: such an answer is not kept. */
export async function keepAnswer(
  key: Buffer,
  answer: CachedAnswer,
  ttlSeconds: number,
  asked: { endpoint: string; userId: string | null },
): Promise<void> {
  try {
    if (!(await storesText(asked.endpoint))) return;
    await keepCachedValue(key, JSON.stringify(answer), ttlSeconds, asked);
  } catch (error) {
    log.warn('an answer could not be cached', { error });
  }
}
