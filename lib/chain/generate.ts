import type { ChunkHit } from '../knowledge/schemas.ts';
import { createCitationBinder } from './bind-citations.ts';
import type { ChainTrace, SpanDetail } from './chain-trace.ts';
import type { ChainDependencies } from './run-contract.ts';
import type { Citation, ModelChoice } from './schemas.ts';

export interface GeneratePlan {
  model: ModelChoice;
  passages: readonly ChunkHit[];
  /** Markers are bound to passages; in an answer that is JSON, brackets are JSON's. */
  bindsCitations: boolean;
  /** Nothing is let out: the text is gathered in `trace.withheld`, its citations are returned. */
  holdBack: boolean;
}

/** Lets the model write. What went out is in `trace`, also when the stream breaks. */
export async function generate(
  plan: GeneratePlan,
  trace: ChainTrace,
  dependencies: ChainDependencies,
): Promise<{ withheldCitations: Citation[]; detail: SpanDetail }> {
  const { model, passages, holdBack } = plan;
  const { elapsed, emit, signal, retries } = dependencies;
  const provider = await dependencies.providerFor(model.provider);
  const binder = createCitationBinder(plan.bindsCitations ? passages : []);
  const withheldCitations: Citation[] = [];
  const take = (bound: { text: string; newCitations: Citation[] }) => {
    if (holdBack) {
      withheldCitations.push(...bound.newCitations);
      trace.withheld += bound.text;
      return;
    }
    if (bound.newCitations.length > 0) {
      trace.citations.push(...bound.newCitations);
      emit({ type: 'citations', citations: bound.newCitations });
    }
    if (bound.text === '') return;
    trace.timeToFirstTokenMs ??= elapsed();
    trace.text += bound.text;
    emit({ type: 'delta', text: bound.text });
  };
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
  const detail = { provider: provider.name, model: model.name, finish: trace.finishReason };
  return { withheldCitations, detail };
}
