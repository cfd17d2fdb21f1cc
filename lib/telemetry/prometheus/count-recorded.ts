import type { InferenceRecord, Recorded } from '../../inference/index.ts';
import { LabelCap } from './label-cap.ts';
import { metrics } from './metrics.ts';

/** Served versions told apart; histograms have some twenty series for each. */
const versions = new LabelCap(200);
const endpoints = new LabelCap(100);
const codes = new LabelCap(500);
const findings = new LabelCap(500);

/** Requests of one commit of the log. */
export function countRecorded({ records, commitMs }: Recorded): void {
  const { commitSize, commitSeconds } = metrics();
  commitSize.observe(records.length);
  commitSeconds.observe(commitMs / 1000);
  for (const record of records) countAnswer(record);
}

function countAnswer(record: InferenceRecord): void {
  const { status, traffic, served, usage } = record;
  const all = metrics();
  const { endpoint } = endpoints.of({ endpoint: nameOf(record) });
  const answer = versions.of({
    endpoint,
    model: served?.model ?? '',
    version: String(served?.version ?? ''),
  });
  all.answers.inc({ ...answer, traffic, status });
  all.cost.inc(answer, Number(record.cost) / 1e9);
  for (const [name, count] of Object.entries({
    input: usage.input,
    cached_input: usage.cachedInput,
    cache_write: usage.cacheWrite,
    output: usage.output,
    reasoning: usage.reasoning,
  })) {
    if (count > 0) all.tokens.inc({ ...answer, class: name }, count);
  }
  const code = record.error?.code ?? 'unknown';
  if (status === 'error') all.errors.inc(codes.of({ endpoint, code }));
  if (status === 'refused') all.refusals.inc(codes.of({ endpoint, code }));
  if (record.cache !== 'off') all.cache.inc({ endpoint, result: record.cache });
  if (fellBack(record)) all.fallbacks.inc({ endpoint });
  for (const { stage, guard, action, count } of record.guardrails?.hits ?? []) {
    all.guardrailHits.inc(findings.of({ endpoint, stage, guard, action }), count);
  }
  // What was refused was never served: its few milliseconds would make everything else look fast.
  if (status !== 'refused') timeAnswer(record, endpoint, answer);
}

function timeAnswer(
  record: InferenceRecord,
  endpoint: string,
  answer: Readonly<Record<'endpoint' | 'model' | 'version', string>>,
): void {
  const all = metrics();
  all.answerSeconds.observe(answer, record.totalMs / 1000);
  const { timeToFirstTokenMs, retrieveMs, generateMs } = record;
  if (timeToFirstTokenMs !== null) all.firstTokenSeconds.observe(answer, timeToFirstTokenMs / 1000);
  if (retrieveMs !== null) all.stageSeconds.observe({ endpoint, stage: 'retrieve' }, retrieveMs / 1000);
  if (generateMs !== null) all.stageSeconds.observe({ endpoint, stage: 'generate' }, generateMs / 1000);
}

/** Anybody may ask for names that there are not: those are one. */
function nameOf({ endpoint, traffic, served }: InferenceRecord): string {
  const reached = endpoint.id !== null || served !== null || traffic !== 'live';
  return reached ? endpoint.name : 'unknown';
}

function fellBack({ assigned, served }: InferenceRecord): boolean {
  return assigned !== null && served !== null && served.entity !== assigned.entity;
}
