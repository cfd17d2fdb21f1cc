/**
 * Runs one chain from question to checked answer. Pure: retriever, providers, sandbox and clock are handed in, and what
 * happened is written into a trace as it happens.
 */
import type { ChunkHit } from '../knowledge/schemas.ts';
import type { Usage } from '../providers/schemas.ts';
import { buildPrompt } from './build-prompt.ts';
import type { ChainTrace, SpanDetail } from './chain-trace.ts';
import { chooseModel } from './choose-model.ts';
import { generate } from './generate.ts';
import { maskDraft, maskedKinds, maskTurns } from './kept-texts.ts';
import { openOutlet } from './outlet.ts';
import { holdsTextBack, type Postprocessed, postprocess } from './postprocess.ts';
import { preprocess } from './preprocess.ts';
import { type ChainDependencies, type ChainInput, type ChainStage, spanned } from './run-contract.ts';
import type {
  Citation,
  ExecutableChain,
  GenerationOptions,
  ModelChoice,
  Retrieval,
  SentenceCheck,
  ToolCall,
} from './schemas.ts';
import type { QuestionDraft } from './steps/step-contract.ts';

/** A run that a step ended before any model was asked used no tokens. */
const noUsage: Usage = {
  input: 0,
  cachedInput: 0,
  cacheWrite: 0,
  output: 0,
  reasoning: 0,
  source: 'estimated',
};

/**
 * Fills `trace`. A step may decline: its message is then the answer, with the finish reason `declined`.
 * Throws what retriever, provider or sandbox throw; the trace then holds everything up to there.
 */
export async function runChain(
  chain: ExecutableChain,
  input: ChainInput,
  trace: ChainTrace,
  dependencies: ChainDependencies,
): Promise<void> {
  const { draft, decline } = await prepareStage(chain, input, trace, dependencies);
  if (decline !== null) {
    trace.usage = noUsage;
    trace.finishReason = 'declined';
    trace.timeToFirstTokenMs ??= dependencies.elapsed();
    trace.text = decline;
    dependencies.emit({ type: 'delta', text: decline });
    return;
  }
  const passages = await retrieveStage(chain.retrieval, trace, dependencies);
  const model = await route(chain, draft, input, trace, dependencies);
  trace.model = model;
  const following = maskTurns(input.following ?? [], maskedKinds(chain.preprocess));
  trace.prompt = buildPrompt(chain, { ...draft, passages, following, date: dependencies.date });
  await answerStages(chain, { model, passages, options: input.options ?? {} }, trace, dependencies);
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

async function prepareStage(
  chain: ExecutableChain,
  { history, question, following = [], inputs }: ChainInput,
  trace: ChainTrace,
  dependencies: ChainDependencies,
): Promise<{ draft: QuestionDraft; decline: string | null }> {
  const kinds = maskedKinds(chain.preprocess);
  const received: QuestionDraft = { question, history, inputs, language: null };
  const kept = maskDraft(received, kinds).draft;
  const after = maskTurns(following, kinds);
  trace.received = [...kept.history, { role: 'user', content: kept.question }, ...after];
  trace.inputs = kept.inputs;
  trace.question = kept.question;
  let prepared = { draft: received, decline: null as string | null };
  await stage('pre-process', trace, dependencies, async () => {
    const { draft, declined } = await preprocess(chain.preprocess, received, trace, dependencies);
    prepared = { draft, decline: declined?.message ?? null };
    trace.language = draft.language;
    // A step that declined may stand before the one that masks.
    trace.question = declined === null ? draft.question : maskDraft(draft, kinds).draft.question;
    const detail = { question: trace.question, changed: trace.question !== kept.question };
    return declined === null ? detail : { ...detail, declinedBy: declined.by };
  });
  return prepared;
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
  return screenPassages(trace, dependencies);
}

/** The passages as the endpoint lets the model read them, which is how the trace shows them too. */
async function screenPassages(
  trace: ChainTrace,
  { guard, elapsed }: ChainDependencies,
): Promise<readonly ChunkHit[]> {
  const { retrieved } = trace;
  if (guard === undefined || retrieved === null) return retrieved?.hits ?? [];
  await spanned({ name: 'guardrails:retrieved', kind: 'step' }, trace, elapsed, async () => {
    const { hits, detail } = guard.screenPassages(retrieved.hits);
    trace.retrieved = { ...retrieved, hits };
    return { passages: hits.length, leftOut: retrieved.hits.length - hits.length, ...detail };
  });
  return trace.retrieved?.hits ?? [];
}

/** The model that will answer. A chain without routing rules leaves no span: there was nothing to decide. */
async function route(
  chain: ExecutableChain,
  { question, history, language }: QuestionDraft,
  { parameters }: ChainInput,
  trace: ChainTrace,
  { elapsed }: ChainDependencies,
): Promise<ModelChoice> {
  let chosen = chain.model;
  if (chain.routing !== undefined) {
    await spanned({ name: 'route', kind: 'step' }, trace, elapsed, async () => {
      const historyTurns = history.filter(({ role }) => role !== 'system').length;
      const topScore = trace.retrieved?.hits[0]?.score ?? null;
      const choice = chooseModel(chain, { question, historyTurns, topScore, language });
      chosen = choice.model;
      trace.routingRule = choice.rule;
      trace.language = choice.language;
      const { rule, model } = choice;
      const facts = { chars: question.length, historyTurns, topScore, language: choice.language };
      return { ...facts, rule, provider: model.provider, model: model.name };
    });
  }
  return { ...chosen, parameters: { ...chosen.parameters, ...parameters } };
}

async function answerStages(
  chain: ExecutableChain,
  {
    model,
    passages,
    options,
  }: { model: ModelChoice; passages: readonly ChunkHit[]; options: GenerationOptions },
  trace: ChainTrace,
  dependencies: ChainDependencies,
): Promise<void> {
  const holdBack = holdsTextBack(chain.postprocess);
  const writesJson =
    options.responseFormat?.type === 'json' || chain.postprocess.some(({ step }) => step === 'json-schema');
  let citations: readonly Citation[] = [];
  let toolCalls: readonly ToolCall[] = [];
  await stage('generate', trace, dependencies, async () => {
    const plan = { model, passages, bindsCitations: !writesJson, holdBack, options };
    const generated = await generate(plan, trace, dependencies);
    citations = holdBack ? generated.withheldCitations : trace.citations;
    toolCalls = generated.withheldCalls;
    return generated.detail;
  });
  if (trace.refusal !== null) return;
  await stage('post-process', trace, dependencies, async () => {
    const text = holdBack ? trace.withheld : trace.text;
    const written = { text, appendix: '', citations, unmarked: false, toolCalls };
    const done = await postprocess(chain.postprocess, written, trace, dependencies);
    if (done.declined) trace.finishReason = 'declined';
    trace.checks = holdBack ? letOut(done, trace, dependencies) : done.checks;
    return { sentences: trace.checks.length };
  });
}

/** Gives the verdicts with their places in the text that is shown. */
function letOut(done: Postprocessed, trace: ChainTrace, dependencies: ChainDependencies): SentenceCheck[] {
  trace.withheld = '';
  const outlet = openOutlet(trace, dependencies);
  const newCitations = done.unmarked ? [] : done.citations;
  outlet.write({ text: done.text + done.appendix, newCitations });
  outlet.end();
  for (const call of done.toolCalls) outlet.call(call);
  if (outlet.refused) return [];
  return done.checks.map((check) => ({
    ...check,
    start: outlet.place(check.start),
    end: outlet.place(check.end),
  }));
}
