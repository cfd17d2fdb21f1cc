/**
 * Runs one chain from question to checked answer. Pure: retriever, providers, sandbox and clock are handed in, and what
 * happened is written into a trace as it happens.
 */
import type { ChunkHit } from '../knowledge/schemas.ts';
import type { Usage } from '../providers/schemas.ts';
import { buildPrompt } from './build-prompt.ts';
import type { ChainTrace, SpanDetail } from './chain-trace.ts';
import { chooseModel } from './choose-model.ts';
import { generate, tellCall } from './generate.ts';
import { maskDraft, maskedKinds, maskTurns } from './kept-texts.ts';
import { holdsTextBack, type Postprocessed, postprocess } from './postprocess.ts';
import { preprocess } from './preprocess.ts';
import { type ChainDependencies, type ChainInput, type ChainStage, spanned } from './run-contract.ts';
import type {
  Citation,
  ExecutableChain,
  GenerationOptions,
  ModelChoice,
  Retrieval,
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
    tell({ text: decline, citations: [] }, trace, dependencies);
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
  await stage('post-process', trace, dependencies, async () => {
    const text = holdBack ? trace.withheld : trace.text;
    const written = { text, appendix: '', citations, unmarked: false, toolCalls };
    const done = await postprocess(chain.postprocess, written, trace, dependencies);
    if (holdBack) letOut(done, trace, dependencies);
    if (done.declined) trace.finishReason = 'declined';
    trace.checks = done.checks;
    return { sentences: done.checks.length };
  });
}

function letOut(done: Postprocessed, trace: ChainTrace, dependencies: ChainDependencies): void {
  trace.withheld = '';
  const citations = done.unmarked ? [] : [...done.citations];
  tell({ text: done.text + done.appendix, citations }, trace, dependencies);
  for (const call of done.toolCalls) tellCall(call, trace, dependencies);
}

function tell(
  { text, citations }: { text: string; citations: Citation[] },
  trace: ChainTrace,
  { emit, elapsed }: ChainDependencies,
): void {
  if (citations.length > 0) {
    trace.citations = citations;
    emit({ type: 'citations', citations });
  }
  if (text === '') return;
  trace.timeToFirstTokenMs ??= elapsed();
  trace.text = text;
  emit({ type: 'delta', text });
}
