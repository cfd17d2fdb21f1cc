import type { ChunkHit } from '../knowledge/schemas.ts';
import { createCitationBinder } from './bind-citations.ts';
import type { ChainTrace, SpanDetail } from './chain-trace.ts';
import { openOutlet } from './outlet.ts';
import type { ChainDependencies } from './run-contract.ts';
import type { Citation, GenerationOptions, ModelChoice, ToolCall } from './schemas.ts';

export interface GeneratePlan {
  model: ModelChoice;
  passages: readonly ChunkHit[];
  /** Markers are bound to passages; in an answer that is JSON, brackets are JSON's. */
  bindsCitations: boolean;
  /** Nothing is let out: the text is gathered in `trace.withheld`, its citations are returned. */
  holdBack: boolean;
  options: GenerationOptions;
}

export interface Generated {
  /** Of withheld text. */
  withheldCitations: Citation[];
  /** Withheld too when text is. */
  withheldCalls: ToolCall[];
  detail: SpanDetail;
}

/** Lets the model write and call tools. What went out is in `trace`, also when the stream breaks. */
export async function generate(
  plan: GeneratePlan,
  trace: ChainTrace,
  dependencies: ChainDependencies,
): Promise<Generated> {
  const { model, passages, holdBack } = plan;
  const { signal, retries } = dependencies;
  const provider = await dependencies.providerFor(model.provider);
  const binder = createCitationBinder(plan.bindsCitations ? passages : []);
  const withheldCitations: Citation[] = [];
  const calls: ToolCall[] = [];
  const outlet = openOutlet(trace, dependencies);
  const take = (bound: { text: string; newCitations: Citation[] }) => {
    if (holdBack) {
      withheldCitations.push(...bound.newCitations);
      trace.withheld += bound.text;
      return;
    }
    outlet.write(bound);
  };
  const events = provider.generate({
    model: model.name,
    turns: trace.prompt ?? [],
    question: trace.question,
    passages,
    parameters: model.parameters,
    inputs: trace.inputs,
    retries,
    onRetry: () => {
      trace.retries += 1;
    },
    ...plan.options,
    signal,
  });
  try {
    for await (const event of events) {
      if (event.type === 'delta') take(binder.push(event.text));
      else if (event.type === 'tool-call') calls.push(event.call);
      else {
        trace.usage = event.usage;
        trace.finishReason = event.reason;
      }
      if (outlet.refused) break;
    }
  } finally {
    take(binder.end());
    outlet.end();
    // Always after the text.
    if (!holdBack) for (const call of calls) outlet.call(call);
  }
  // Some servers end a turn of calls as any other.
  if (calls.length > 0 && !outlet.refused && trace.finishReason === 'stop') trace.finishReason = 'tool-calls';
  const offered = plan.options.tools?.length ?? 0;
  const detail = {
    provider: provider.name,
    model: model.name,
    finish: trace.finishReason,
    ...(offered > 0 && { tools: offered, toolCalls: calls.length }),
  };
  return { withheldCitations, withheldCalls: holdBack ? calls : [], detail };
}
