/** What one request adds to the counters, tallies and distributions: the one place that says so, for writing and for rebuilding. */

import type { MeasuredRequest } from './measured-request.ts';
import { type Counts, type DistributionName, scaleOf } from './measures.ts';
import { addToTally, type Tallies } from './rollup-row.ts';
import { storable } from './series.ts';
import { SmallSketch } from './small-sketch.ts';

export type SmallSketches = Map<DistributionName, SmallSketch>;

const counterOf = {
  ok: null,
  declined: 'declined',
  stopped: 'stopped',
  error: 'errors',
  refused: 'refused',
} as const;

/** A request is its own unit, or not counted as one here: who comes again is known to the database alone. */
export function countRequest(counts: Counts, request: MeasuredRequest): void {
  counts.requests += 1;
  const counter = counterOf[request.status];
  if (counter !== null) counts[counter] += 1;
  counts.input_tokens += request.inputTokens;
  counts.cached_input_tokens += request.cachedInputTokens;
  counts.cache_write_tokens += request.cacheWriteTokens;
  counts.output_tokens += request.outputTokens;
  counts.reasoning_tokens += request.reasoningTokens;
  counts.cost += request.cost;
  counts.cost_squares += request.cost * request.cost;
  counts.retries += request.retries;
  counts.sentences += request.sentences ?? 0;
  counts.supported_sentences += request.supportedSentences ?? 0;
  if (request.fallback) counts.fallbacks += 1;
  if (request.cacheHit) counts.cache_hits += 1;
  if (request.guardrailHits.length > 0) counts.guarded += 1;
  if (request.similarity !== null) {
    counts.similarity_sum += request.similarity;
    counts.similarity_squares += request.similarity ** 2;
    counts.similarity_count += 1;
  }
}

/** Names of kinds come from policies and providers; a sentence is none. */
const longestKind = 120;

export function tallyRequest(tallies: Tallies, request: MeasuredRequest): void {
  const add = (name: keyof Tallies, kind: string, count: number) =>
    addToTally(tallies[name], storable(kind.slice(0, longestKind)), count);
  if (request.status === 'error' || request.status === 'refused')
    add('errors_by_kind', request.errorCode ?? 'unknown', 1);
  for (const { stage, kind, count } of request.guardrailHits)
    add('guardrail_hits', `${stage}: ${kind}`, count);
  if (request.language !== null && request.status !== 'refused') add('languages', request.language, 1);
}

/** A refused request was never served: its times would flatter the percentiles. Of a failed one, only times are known. */
export function sketchRequest(sketches: SmallSketches, request: MeasuredRequest): void {
  if (request.status === 'refused') return;
  addAll(sketches, {
    latency: request.totalMs,
    first_token: request.timeToFirstTokenMs,
    queue: request.queueMs,
    retrieve: request.retrieveMs,
    generate: request.generateMs,
    post_process: request.postProcessMs,
    question_length: request.questionChars || null,
    retrieval_score: request.retrievalScore,
    passages: request.passages,
  });
  if (request.status === 'error') return;
  const { sentences, supportedSentences, outputTokens, generateMs } = request;
  addAll(sketches, {
    output_speed: outputTokens > 0 && generateMs ? (outputTokens * 1000) / generateMs : null,
    answer_length: request.answerChars,
    prompt_tokens: request.inputTokens + request.cachedInputTokens + request.cacheWriteTokens,
    answer_tokens: outputTokens,
    request_cost: Number(request.cost),
    citation_support: sentences ? (supportedSentences ?? 0) / sentences : null,
  });
}

function addAll(sketches: SmallSketches, values: Partial<Record<DistributionName, number | null>>): void {
  for (const [key, value] of Object.entries(values)) {
    if (value === null || !Number.isFinite(value)) continue;
    const name = key as DistributionName;
    const sketch = sketches.get(name) ?? new SmallSketch();
    sketches.set(name, sketch);
    sketch.add(value, scaleOf(name));
  }
}
