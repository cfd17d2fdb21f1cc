import type { ChunkHit } from '../knowledge/schemas.ts';
import { createCitationBinder } from './bind-citations.ts';
import type { ChainTrace, SpanDetail } from './chain-trace.ts';
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
  const { elapsed, emit, signal, retries } = dependencies;
  const provider = await dependencies.providerFor(model.provider);
  const binder = createCitationBinder(plan.bindsCitations ? passages : []);
  const withheldCitations: Citation[] = [];
  const withheldCalls: ToolCall[] = [];
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
    ...plan.options,
    signal,
  });
  try {
    for await (const event of events) {
      if (event.type === 'delta') take(binder.push(event.text));
      else if (event.type === 'tool-call') {
        if (holdBack) withheldCalls.push(event.call);
        else tellCall(event.call, trace, dependencies);
      } else {
        trace.usage = event.usage;
        trace.finishReason = event.reason;
      }
    }
  } finally {
    take(binder.end());
  }
  const calls = trace.toolCalls.length + withheldCalls.length;
  // Some servers end a turn of calls as any other.
  if (calls > 0 && trace.finishReason === 'stop') trace.finishReason = 'tool-calls';
  const offered = plan.options.tools?.length ?? 0;
  const detail = {
    provider: provider.name,
    model: model.name,
    finish: trace.finishReason,
    ...(offered > 0 && { tools: offered, toolCalls: calls }),
  };
  return { withheldCitations, withheldCalls, detail };
}

/** Shows the reader a call. */
export function tellCall(call: ToolCall, trace: ChainTrace, { elapsed, emit }: ChainDependencies): void {
  trace.timeToFirstTokenMs ??= elapsed();
  trace.toolCalls.push(call);
  emit({ type: 'tool-call', call });
}
