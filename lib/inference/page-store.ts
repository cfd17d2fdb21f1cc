import { endpointCondition, type Reach } from '../access/index.ts';
import { pool } from '../platform/db.ts';
import type { InferenceFilters, InferencePageQuery } from './schemas.ts';
import { fullTextColumns, type SummaryRow, summaryColumns, withFeedback } from './store.ts';

/** Collects SQL conditions and their numbered parameters. */
class Conditions {
  readonly parts: string[] = ['true'];
  readonly values: unknown[] = [];

  /** `?` stands for the value, as often as it occurs. */
  add(sql: string, value: unknown): void {
    this.values.push(value);
    this.parts.push(sql.replaceAll('?', `$${this.values.length}`));
  }

  /** The placeholder of a value that a condition of its own stands for. */
  bind(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }

  get sql(): string {
    return this.parts.join(' AND ');
  }
}

function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, (char) => `\\${char}`);
}

function conditionsOf(filters: InferenceFilters): Conditions {
  const where = new Conditions();
  // The id bound prunes partitions; the time bound is exact.
  if (filters.from !== undefined) {
    where.add("i.id >= slipway_first_id_at(?::timestamptz - interval '1 hour')", filters.from);
    where.add('i.at >= ?', filters.from);
  }
  if (filters.to !== undefined) {
    where.add("i.id < slipway_first_id_at(?::timestamptz + interval '1 hour')", filters.to);
    where.add('i.at < ?', filters.to);
  }
  where.add('i.traffic = ?', filters.traffic);
  if (filters.environment !== undefined)
    where.add('i.endpoint_name IN (SELECT name FROM endpoint WHERE environment = ?)', filters.environment);
  if (filters.arm !== undefined) where.add('i.intended_entity = ?', filters.arm);
  if (filters.configuration !== undefined) where.add('i.config_number = ?', filters.configuration);
  if (filters.endpoint !== undefined) where.add('i.endpoint_name = ?', filters.endpoint);
  if (filters.model !== undefined) where.add('i.model_name = ?', filters.model);
  if (filters.version !== undefined) where.add('i.model_version = ?', filters.version);
  if (filters.status !== undefined) where.add('i.status = ANY(?)', filters.status);
  if (filters.source !== undefined) where.add('i.source = ?', filters.source);
  if (filters.requester !== undefined) where.add('i.requester_id = ?', filters.requester);
  if (filters.conversation !== undefined) where.add('i.conversation_id = ?', filters.conversation);
  if (filters.trace !== undefined)
    where.add('(i.trace_id = ?::uuid OR (i.id = ?::uuid AND i.trace_id IS NULL))', filters.trace);
  if (filters.minMs !== undefined) where.add('i.total_ms >= ?', filters.minMs);
  if (filters.maxMs !== undefined) where.add('i.total_ms <= ?', filters.maxMs);
  if (filters.q !== undefined)
    where.add('(i.question ILIKE ? OR i.output ILIKE ?)', `%${escapeLike(filters.q)}%`);
  addFeedbackCondition(where, filters.feedback);
  return where;
}

function addFeedbackCondition(where: Conditions, feedback: InferenceFilters['feedback']): void {
  const rated = 'EXISTS (SELECT 1 FROM feedback x WHERE x.inference_id = i.id';
  if (feedback === 'any') where.parts.push(`${rated})`);
  else if (feedback === 'none') where.parts.push(`NOT ${rated})`);
  else if (feedback !== undefined) where.add(`${rated} AND x.thumb = ?)`, feedback);
}

const sortColumns: Record<InferencePageQuery['sort'], string> = {
  at: 'i.at',
  totalMs: 'i.total_ms',
  cost: 'i.cost',
  outputTokens: 'i.output_tokens',
};

export interface PagePosition {
  /** Value of the sort column in the last row shown, as text. */
  value: string;
  id: string;
}

export type PositionedRow = SummaryRow & { sort_value: string };

/** The page's rows are those of endpoints in reach. Keyset paging: constant cost however deep the page. `text` says how much of question and answer to read. */
export async function findInferencePage(
  query: InferencePageQuery,
  { reach, after, text }: { reach: Reach | null; after: PagePosition | null; text: 'start' | 'whole' },
): Promise<PositionedRow[]> {
  const where = conditionsOf(query);
  where.parts.push(endpointCondition(reach, 'i.endpoint_name', (names) => where.bind(names)));
  const column = sortColumns[query.sort];
  const type = query.sort === 'at' ? 'timestamptz' : 'numeric';
  const comparator = query.order === 'desc' ? '<' : '>';
  if (after !== null) {
    where.values.push(after.value, after.id);
    const n = where.values.length;
    where.parts.push(`(${column}::${type}, i.id) ${comparator} ($${n - 1}::${type}, $${n}::uuid)`);
  }
  const result = await pool().query<PositionedRow>(
    `SELECT ${text === 'whole' ? fullTextColumns : summaryColumns}, ${column}::text AS sort_value ${withFeedback} WHERE ${where.sql}
     ORDER BY ${column}::${type} ${query.order}, i.id ${query.order} LIMIT ${query.limit + 1}`,
    where.values,
  );
  return result.rows;
}
