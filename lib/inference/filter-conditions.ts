/** Filters of the list as SQL conditions on a row `i` of the log. */
import { Conditions } from '../platform/conditions.ts';
import { literally } from '../platform/db.ts';
import type { RangeName } from './range-filters.ts';
import { boundNames, type InferenceFilters, rangeNames } from './schemas.ts';
import { parseSearch } from './search-text.ts';

/** Cut, because a tsvector holds at most 1 MB. What is indexed of a day that is over, and kept of others; see text-index-store.ts, words-store.ts. */
export const searchedText = "to_tsvector('simple', left(i.question, 4000) || ' ' || left(i.output, 16000))";
const searchedQuestion = "to_tsvector('simple', left(i.question, 4000))";

const rangeColumns: Record<RangeName, string> = {
  ms: 'i.total_ms',
  firstTokenMs: 'i.time_to_first_token_ms',
  retrieveMs: 'i.retrieve_ms',
  generateMs: 'i.generate_ms',
  queueMs: 'i.queue_ms',
  postProcessMs: 'i.post_process_ms',
  tokens: '(i.input_tokens + i.output_tokens)',
  cost: 'i.cost',
  retrievalScore: 'i.retrieval_score',
  citationSupport: '(i.supported_sentences::float8 / nullif(i.sentences, 0))',
  passages: 'i.passages',
  questionChars: 'i.question_chars',
  answerChars: 'i.answer_chars',
  injectionScore: 'i.injection_score',
  personalDataHits: 'i.pii_hits',
  retries: 'i.retries',
  stars: 'f.stars',
};

const nanoPerDollar = 1e9;

const plainColumns = {
  arm: 'i.intended_entity',
  configuration: 'i.config_number',
  endpoint: 'i.endpoint_name',
  model: 'i.model_name',
  version: 'i.model_version',
  source: 'i.source',
  requester: 'i.requester_id',
  apiKey: 'i.api_key_id',
  conversation: 'i.conversation_id',
  language: 'i.language',
  errorCode: 'i.error_code',
  cache: 'i.cache',
} as const satisfies Partial<Record<keyof InferenceFilters, string>>;

type Hidden = (bind: (value: unknown) => string) => string | null;

export interface RowConditions {
  where: Conditions;
  /** Those of them that can be asked of a row of the log alone, and hardly cost anything. */
  ofRow: string[];
  /** Words that every row has besides, as SQL of a tsquery with values of `where`; see searched-rows.ts. */
  words: string | null;
}

/**
 * `hidden` says, as SQL, whether the reader may not see a row's answer; null when there is nothing of that kind. What is
 * withheld is not found by its words either.
 */
export function conditionsOf(filters: InferenceFilters, hidden: Hidden): RowConditions {
  const where = new Conditions();
  addTime(where, filters);
  where.add('i.traffic = ?', filters.traffic);
  for (const [name, column] of Object.entries(plainColumns)) {
    const value = filters[name as keyof typeof plainColumns];
    if (value !== undefined) where.add(`${column} = ?`, value);
  }
  if (filters.status !== undefined) where.add('i.status = ANY(?)', filters.status);
  // A trace that began here has the id of its row.
  if (filters.trace !== undefined)
    where.add('(i.trace_id = ?::uuid OR (i.id = ?::uuid AND i.trace_id IS NULL))', filters.trace);
  addMembership(where, filters);
  addTriage(where, filters);
  addFeedback(where, filters.feedback);
  const ofRow = [...where.parts];
  addRanges(where, filters);
  const searching = filters.q !== undefined && filters.q !== '';
  return { where, ofRow, words: searching ? addText(where, filters.q ?? '', hidden) : null };
}

/** The id bound prunes partitions; the time bound is exact. */
function addTime(where: Conditions, { from, to }: InferenceFilters): void {
  if (from !== undefined) {
    where.add("i.id >= slipway_first_id_at(?::timestamptz - interval '1 hour')", from);
    where.add('i.at >= ?', from);
  }
  if (to !== undefined) {
    where.add("i.id < slipway_first_id_at(?::timestamptz + interval '1 hour')", to);
    where.add('i.at < ?', to);
  }
}

function addMembership(where: Conditions, { environment, team, guard, fallback }: InferenceFilters): void {
  if (environment !== undefined)
    where.add('i.endpoint_name IN (SELECT name FROM endpoint WHERE environment = ?)', environment);
  if (team !== undefined)
    where.add('i.requester_id IN (SELECT user_id FROM team_member WHERE team_id = ?)', team);
  if (guard === 'any') where.parts.push('EXISTS (SELECT 1 FROM guardrail_event g WHERE g.request_id = i.id)');
  else if (guard !== undefined)
    where.add('EXISTS (SELECT 1 FROM guardrail_event g WHERE g.request_id = i.id AND g.guard = ?)', guard);
  if (fallback === 'yes') where.parts.push('i.served_entity <> i.intended_entity');
  if (fallback === 'no') where.parts.push('i.served_entity IS NOT DISTINCT FROM i.intended_entity');
}

function addRanges(where: Conditions, filters: InferenceFilters): void {
  for (const name of rangeNames) {
    const { min, max } = boundNames(name);
    const scale = name === 'cost' ? nanoPerDollar : 1;
    const [least, greatest] = [filters[min], filters[max]];
    if (least !== undefined) where.add(`${rangeColumns[name]} >= ?::float8`, least * scale);
    if (greatest !== undefined) where.add(`${rangeColumns[name]} <= ?::float8`, greatest * scale);
  }
}

function addFeedback(where: Conditions, feedback: InferenceFilters['feedback']): void {
  const rated = 'EXISTS (SELECT 1 FROM feedback x WHERE x.inference_id = i.id';
  if (feedback === 'any') where.parts.push(`${rated})`);
  else if (feedback === 'none') where.parts.push(`NOT ${rated})`);
  else if (feedback !== undefined) where.add(`${rated} AND x.thumb = ?)`, feedback);
}

function addTriage(where: Conditions, { label, topic, done }: InferenceFilters): void {
  const labelled = 'SELECT l.inference_id FROM inference_label l';
  if (label === 'none') where.parts.push(`NOT EXISTS (${labelled} WHERE l.inference_id = i.id)`);
  else if (label !== undefined) where.add(`i.id IN (${labelled} WHERE l.label_id = ANY(?::uuid[]))`, label);
  if (topic !== undefined)
    where.add(
      `i.id IN (SELECT t.inference_id FROM inference_topic t WHERE t.endpoint_name = i.endpoint_name AND t.number = ?)`,
      topic,
    );
  const mark = 'EXISTS (SELECT 1 FROM inference_done d WHERE d.inference_id = i.id)';
  if (done !== undefined) where.parts.push(done === 'yes' ? mark : `NOT ${mark}`);
}

/**
 * Rows with an answer the reader may not see are judged by their questions alone, in what they must not contain too. What
 * rows must contain holds for both, so that it is given back on its own, for an index to serve.
 */
function addText(where: Conditions, text: string, hidden: Hidden): string | null {
  const { parts, contains } = parseSearch(text);
  const calls = parts.map(({ sql, value }) => ({
    excluding: sql.startsWith('!!'),
    sql: sql.replace('?', where.bind(value)),
  }));
  const together = (some: readonly { sql: string }[]) => some.map(({ sql }) => sql).join(' && ');
  const matching = (document: string, some: readonly { sql: string }[]) =>
    some.length === 0 ? [] : [`${document} @@ (${together(some)})`];
  const patterns = contains.map((said) => where.bind(`%${literally(said)}%`));
  const like = (column: string) => patterns.map((pattern) => `${column} ILIKE ${pattern}`);
  const needed = calls.filter(({ excluding }) => !excluding);
  const excluding = matching(
    searchedText,
    calls.filter((call) => call.excluding),
  );
  where.parts.push(...like("(i.question || ' ' || i.output)"));
  const unreadable = hidden((value) => where.bind(value));
  if (unreadable === null) where.parts.push(...excluding);
  else {
    const asked = ['true', ...like('i.question'), ...matching(searchedQuestion, calls)].join(' AND ');
    where.parts.push(
      `(CASE WHEN ${unreadable} THEN ${asked} ELSE ${['true', ...excluding].join(' AND ')} END)`,
    );
  }
  return needed.length === 0 ? null : together(needed);
}
