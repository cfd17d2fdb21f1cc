/**
 * Runs one chain document from question to checked answer. Pure: retriever, provider and clock are handed in, and what
 * happened is written into a trace as it happens, so that a failed or stopped run leaves everything it got to.
 */
import type { SearchResult } from '../knowledge/schemas.ts';
import type { FinishReason, Provider } from '../providers/contract.ts';
import type { Usage } from '../providers/schemas.ts';
import { createCitationBinder } from './bind-citations.ts';
import { buildPrompt } from './build-prompt.ts';
import { checkCitations } from './check-citations.ts';
import { preprocess } from './preprocess.ts';
import type { Chain, ChatTurn, ChunkHit, Citation, Retrieval, SentenceCheck } from './schemas.ts';

export type ChainStage = 'pre-process' | 'retrieve' | 'generate' | 'post-process';

export interface ChainSpan {
  name: string;
  kind: 'stage' | 'step';
  startMs: number;
  endMs: number;
  detail?: Record<string, string | number | boolean | null>;
}

export interface ChainTrace {
  question: string;
  prompt: ChatTurn[] | null;
  retrieved: SearchResult | null;
  text: string;
  citations: Citation[];
  checks: SentenceCheck[];
  spans: ChainSpan[];
  usage: Usage | null;
  finishReason: FinishReason | null;
  timeToFirstTokenMs: number | null;
}

export function emptyTrace(): ChainTrace {
  return {
    question: '',
    prompt: null,
    retrieved: null,
    text: '',
    citations: [],
    checks: [],
    spans: [],
    usage: null,
    finishReason: null,
    timeToFirstTokenMs: null,
  };
}

export type ChainEvent =
  | { type: 'stage'; stage: ChainStage; passages?: number }
  | { type: 'delta'; text: string }
  | { type: 'citations'; citations: Citation[] };

export interface ChainDependencies {
  provider: Provider;
  retrieve(retrieval: Retrieval, question: string, signal: AbortSignal): Promise<SearchResult>;
  /** Chunks the retrieval will search, for the waiting line. */
  passagesOf(retrieval: Retrieval): Promise<number>;
  /** Milliseconds since the request arrived; monotonic. */
  elapsed(): number;
  date: Date;
  emit(event: ChainEvent): void;
  signal: AbortSignal;
}

export interface ChainInput {
  /** Earlier turns, oldest first. */
  history: readonly ChatTurn[];
  question: string;
}

/** Fills `trace`. Throws what retriever or provider throw; the trace then holds everything up to there. */
export async function runChain(
  chain: Chain,
  input: ChainInput,
  trace: ChainTrace,
  dependencies: ChainDependencies,
): Promise<void> {
  await stage('pre-process', trace, dependencies, async () => {
    const prepared = preprocess(chain.preprocess, input);
    trace.question = prepared.question;
    return { question: prepared.question, rewritten: prepared.rewritten };
  });
  const passages = await retrieveStage(chain.retrieval, trace, dependencies);
  trace.prompt = buildPrompt(chain, {
    question: trace.question,
    passages,
    history: input.history,
    date: dependencies.date,
  });
  await generateStage(chain, passages, trace, dependencies);
  await stage('post-process', trace, dependencies, async () => {
    const checks = chain.postprocess.some((step) => step.step === 'check-citations');
    if (checks && trace.finishReason !== 'declined')
      trace.checks = checkCitations(trace.text, trace.citations);
    return { sentences: trace.checks.length };
  });
}

type SpanDetail = NonNullable<ChainSpan['detail']>;

/** Records the span also when the work fails: a trace that stops before the failure explains nothing. */
async function stage(
  name: ChainStage,
  trace: ChainTrace,
  { emit, elapsed }: ChainDependencies,
  work: () => Promise<SpanDetail>,
  announce: { passages?: number } = {},
): Promise<void> {
  emit({ type: 'stage', stage: name, ...announce });
  const startMs = elapsed();
  let detail: SpanDetail = { failed: true };
  try {
    detail = await work();
  } finally {
    trace.spans.push({ name, kind: 'stage', startMs, endMs: elapsed(), detail });
  }
}

async function retrieveStage(
  retrieval: Retrieval | null,
  trace: ChainTrace,
  dependencies: ChainDependencies,
): Promise<readonly ChunkHit[]> {
  if (retrieval === null) return [];
  const announce = { passages: await dependencies.passagesOf(retrieval) };
  await stage(
    'retrieve',
    trace,
    dependencies,
    async () => {
      const found = await dependencies.retrieve(retrieval, trace.question, dependencies.signal);
      trace.retrieved = found;
      return {
        knowledge: found.knowledge,
        snapshot: found.snapshot,
        mode: found.mode,
        passages: found.hits.length,
        searched: found.chunkCount,
        embedMs: found.timings.embedMs,
        searchMs: found.timings.searchMs,
      };
    },
    announce,
  );
  return trace.retrieved?.hits ?? [];
}

async function generateStage(
  chain: Chain,
  passages: readonly ChunkHit[],
  trace: ChainTrace,
  dependencies: ChainDependencies,
): Promise<void> {
  const { provider, elapsed, emit, signal } = dependencies;
  const binder = createCitationBinder(passages);
  const take = (bound: { text: string; newCitations: Citation[] }) => {
    if (bound.newCitations.length > 0) {
      trace.citations.push(...bound.newCitations);
      emit({ type: 'citations', citations: bound.newCitations });
    }
    if (bound.text === '') return;
    trace.timeToFirstTokenMs ??= elapsed();
    trace.text += bound.text;
    emit({ type: 'delta', text: bound.text });
  };
  await stage('generate', trace, dependencies, async () => {
    const events = provider.generate({
      model: chain.model.name,
      turns: trace.prompt ?? [],
      question: trace.question,
      passages,
      parameters: chain.model.parameters,
      signal,
    });
    try {
      for await (const event of events) {
        if (event.type === 'delta') take(binder.push(event.text));
        else {
          trace.usage = event.usage;
          trace.finishReason = event.reason;
        }
      }
    } finally {
      take(binder.end());
    }
    return { provider: provider.name, model: chain.model.name, finish: trace.finishReason };
  });
}
