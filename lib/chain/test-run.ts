/** Runs chains in tests, with providers, search and sandbox that say what they are told. */
import { AppError } from '../platform/errors.ts';
import type { FinishReason, GenerateRequest } from '../providers/contract.ts';
import { type ChainTrace, emptyTrace } from './chain-trace.ts';
import type { CustomInput, CustomResult } from './custom-step.ts';
import { runChain } from './run-chain.ts';
import type { ChainEvent, ChainInput } from './run-contract.ts';
import { type ChunkHit, type ExecutableChain, type ToolCall, versionDocumentSchema } from './schemas.ts';
import { toExecutable } from './to-executable.ts';

export const model = { provider: 'small', name: 'small-1' };

export function hit(text: string, score: number): ChunkHit {
  const place = { headingPath: ['Oil'], blockStart: 0, blockEnd: 0, page: 3, boxes: [] };
  const document = {
    documentId: 'd',
    revisionId: 'r',
    documentName: 'pump.pdf',
    documentTitle: 'Pump *manual*',
  };
  return {
    chunkId: text,
    ...document,
    mediaType: 'application/pdf',
    ordinal: 0,
    text,
    ...place,
    score,
    scores: {},
  };
}

export interface World {
  reply?: string[];
  calls?: ToolCall[];
  finish?: FinishReason;
  hits?: ChunkHit[];
  custom?: (input: CustomInput) => CustomResult;
}

export interface Run {
  trace: ChainTrace;
  events: ChainEvent[];
  requests: (GenerateRequest & { provider: string })[];
  error: unknown;
  /** What the reader saw. */
  seen: string;
  step(name: string): unknown;
}

function chainOf(document: object): ExecutableChain {
  return toExecutable(versionDocumentSchema.parse({ model, ...document }));
}

export async function run(
  document: object,
  input: Partial<ChainInput> = {},
  world: World = {},
): Promise<Run> {
  const trace = emptyTrace();
  const events: ChainEvent[] = [];
  const requests: Run['requests'] = [];
  const hits = world.hits ?? [];
  let clock = 0;
  let error: unknown = null;
  await runChain(chainOf(document), { history: [], question: 'How much oil?', inputs: {}, ...input }, trace, {
    providerFor: async (name) => ({
      name,
      async *generate(request) {
        requests.push({ ...request, provider: name });
        for (const text of world.reply ?? ['Two litres', ' of oil [1].']) yield { type: 'delta', text };
        for (const call of world.calls ?? []) yield { type: 'tool-call', call };
        const usage = { input: 9, cachedInput: 0, cacheWrite: 0, output: 5, reasoning: 0 };
        yield { type: 'finish', reason: world.finish ?? 'stop', usage: { ...usage, source: 'provider' } };
      },
    }),
    retries: 2,
    retrieve: async ({ knowledge }) => ({
      ...{ knowledge, snapshot: 1, mode: 'keyword', notice: null, hits, chunkCount: hits.length },
      timings: { embedMs: 0, searchMs: 1, totalMs: 1 },
    }),
    passagesOf: async () => hits.length,
    runCustom: async (step, given) => {
      if (world.custom) return world.custom(given);
      throw new AppError('unprocessable', `The custom step "${step.name}" failed.`, {
        reason: 'custom_step_failed',
      });
    },
    elapsed: () => clock++,
    date: new Date(0),
    emit: (event) => events.push(event),
    signal: new AbortController().signal,
  }).catch((reason: unknown) => {
    error = reason;
  });
  const seen = events.map((event) => (event.type === 'delta' ? event.text : '')).join('');
  const step = (name: string) =>
    trace.spans.find((span) => span.kind === 'step' && span.name === name)?.detail;
  return { trace, events, requests, error, seen, step };
}

export const retrieval = { knowledge: 'docs' };
export const hits = [hit('It holds two litres of oil.', 3), hit('The tank is red.', 1)];
export const custom = { step: 'custom', name: 'mine', code: 'export default () => ({})' };
