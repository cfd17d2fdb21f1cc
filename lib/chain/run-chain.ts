/**
 * Runs one chain from question to checked answer. Pure: retriever, providers, sandbox and clock are handed in, and what
 * happened is written into a trace as it happens.
 */
import type { ChunkHit } from '../knowledge/schemas.ts';
import { createCitationBinder } from './bind-citations.ts';
import { buildPrompt } from './build-prompt.ts';
import type { ChainTrace, SpanDetail } from './chain-trace.ts';
import { checkCitations } from './check-citations.ts';
import { preprocess } from './preprocess.ts';
import { type ChainDependencies, type ChainInput, type ChainStage, spanned } from './run-contract.ts';
import type { Citation, ExecutableChain, ModelChoice, Retrieval } from './schemas.ts';

/** Fills `trace`. Throws what retriever, provider or sandbox throw; the trace then holds everything up to there. */
export async function runChain(
  chain: ExecutableChain,
  input: ChainInput,
  trace: ChainTrace,
  dependencies: ChainDependencies,
): Promise<void> {
  trace.received = [...input.history, { role: 'user', content: input.question }];
  trace.inputs = input.inputs;
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
    inputs: input.inputs,
  });
  const model = { ...chain.model, parameters: { ...chain.model.parameters, ...input.parameters } };
  trace.model = model;
  await generateStage(model, passages, trace, dependencies);
  await stage('post-process', trace, dependencies, async () => {
    const checks = chain.postprocess.some((step) => step.step === 'check-citations');
    if (checks && trace.finishReason !== 'declined')
      trace.checks = checkCitations(trace.text, trace.citations);
    return { sentences: trace.checks.length };
  });
}

async function stage(
  name: ChainStage,
  trace: ChainTrace,
  { emit, elapsed }: ChainDependencies,
  work: () => Promise<SpanDetail>,
  announce: { passages?: number } = {},
): Promise<void> {
  emit({ type: 'stage', stage: name, ...announce });
  await spanned({ name, kind: 'stage' }, trace, elapsed, work);
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
  model: ModelChoice,
  passages: readonly ChunkHit[],
  trace: ChainTrace,
  dependencies: ChainDependencies,
): Promise<void> {
  const { elapsed, emit, signal, retries } = dependencies;
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
    const provider = await dependencies.providerFor(model.provider);
    const events = provider.generate({
      model: model.name,
      turns: trace.prompt ?? [],
      question: trace.question,
      passages,
      parameters: model.parameters,
      inputs: trace.inputs,
      retries,
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
    return { provider: provider.name, model: model.name, finish: trace.finishReason };
  });
}
