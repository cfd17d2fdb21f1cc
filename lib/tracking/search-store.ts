/** Searches runs: MLflow's filters and orders as SQL, paged by keyset, so that a page holds its place while runs are added. */
import type { Clause, Identifier, Order } from '../mlflow/index.ts';
import { pool } from '../platform/db.ts';
import { type RunRow, runColumns } from './run-store.ts';
import type { Lifecycle } from './schemas.ts';

export interface RunSearch {
  experimentIds: readonly string[];
  clauses: readonly Clause[];
  order: readonly Order[];
  lifecycle: Lifecycle | 'all';
  limit: number;
  /** Values of the sorted columns of the last run shown, as `positionOf` of that run gave them. */
  after: readonly string[] | null;
}

export interface FoundRun {
  run: RunRow;
  position: string[];
}

/** Numbered parameters of one statement. */
class Parameters {
  readonly values: unknown[] = [];

  add(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
}

const milliseconds = (column: string) => `(extract(epoch from ${column}) * 1000)::bigint`;

const attributeColumns: Readonly<Record<string, string>> = {
  run_id: `replace(r.id::text, '-', '')`,
  run_name: 'r.name',
  status: 'r.status::text',
  user_id: 'r.user_name',
  start_time: milliseconds('r.started_at'),
  end_time: milliseconds('r.ended_at'),
};

const loggedTables = { metric: 'run_latest_metric', param: 'run_param', tag: 'run_tag' } as const;

function conditionOf(clause: Clause, parameters: Parameters): string {
  if (clause.entity === 'attribute') {
    return comparisonOf(attributeColumns[clause.key] ?? 'NULL', clause, parameters);
  }
  const key = parameters.add(clause.key);
  const comparison = comparisonOf('x.value', clause, parameters);
  const table = loggedTables[clause.entity];
  return `EXISTS (SELECT 1 FROM ${table} x WHERE x.run_id = r.id AND x.key = ${key} AND ${comparison})`;
}

/** `ESCAPE ''` because MLflow's patterns know no escape, and a backslash at the end would be an error. */
function comparisonOf(column: string, clause: Clause, parameters: Parameters): string {
  const value = parameters.add(clause.value);
  switch (clause.comparator) {
    case 'LIKE':
    case 'ILIKE':
      return `${column} ${clause.comparator} ${value}::text ESCAPE ''`;
    case 'IN':
      return `${column} = ANY(${value}::text[])`;
    case 'NOT IN':
      return `${column} <> ALL(${value}::text[])`;
    default:
      return `${column} ${clause.comparator} ${value}::${typeof clause.value === 'number' ? 'float8' : 'text'}`;
  }
}

interface SortColumn {
  sql: string;
  type: string;
  descending: boolean;
}

/**
 * Each order is two columns: what cannot be ordered (NaN, then absent) comes last in both directions, as in MLflow. The
 * newest run and then its id break ties.
 */
function sortColumns(order: readonly Order[], parameters: Parameters) {
  const joins: string[] = [];
  const columns: SortColumn[] = [];
  for (const [index, { descending, ...identifier }] of order.entries()) {
    const { value, join, numeric } = sortedValue(identifier, `o${index}`, parameters);
    joins.push(join);
    const rank = numeric
      ? `CASE WHEN ${value} IS NULL THEN 2 WHEN ${value} = 'NaN' THEN 1 ELSE 0 END`
      : `CASE WHEN ${value} IS NULL THEN 2 ELSE 0 END`;
    columns.push({ sql: rank, type: 'int', descending: false });
    columns.push(
      numeric
        ? { sql: `coalesce(nullif(${value}, 'NaN'), 0)`, type: 'float8', descending }
        : // A long text is told from another by its beginning; the rest is a tie.
          { sql: `(left(coalesce(${value}, ''), 200) COLLATE "C")`, type: 'text', descending },
    );
  }
  columns.push({ sql: 'r.started_at', type: 'timestamptz', descending: true });
  columns.push({ sql: 'r.id', type: 'uuid', descending: true });
  return { joins: joins.join(' '), columns };
}

function sortedValue({ entity, key }: Identifier, name: string, parameters: Parameters) {
  if (entity === 'attribute') {
    const numeric = key.endsWith('_time');
    const column = attributeColumns[key] ?? 'NULL';
    return { value: numeric ? `${column}::float8` : column, join: '', numeric };
  }
  const join = `LEFT JOIN ${loggedTables[entity]} ${name} ON ${name}.run_id = r.id AND ${name}.key = ${parameters.add(key)}`;
  return { value: `${name}.value`, join, numeric: entity === 'metric' };
}

/** Rows behind a position, whatever the directions: a > x OR (a = x AND (b < y OR (b = y AND …))). */
function behind(columns: readonly SortColumn[], after: readonly string[], parameters: Parameters): string {
  return columns.reduceRight((rest, { sql, type, descending }, index) => {
    const value = `${parameters.add(after[index])}::${type}`;
    const beyond = `${sql} ${descending ? '<' : '>'} ${value}`;
    return rest === '' ? beyond : `(${beyond} OR (${sql} = ${value} AND ${rest}))`;
  }, '');
}

/** Equality with one experiment lets the index hand out the newest runs in order. */
function ofExperiments(ids: readonly string[], parameters: Parameters): string {
  const [only] = ids;
  if (ids.length === 1) return `r.experiment_id = ${parameters.add(only)}::int`;
  return `r.experiment_id = ANY(${parameters.add(ids)}::int[])`;
}

/** One run more than `limit` is read when there is one, to tell that there are more. */
export async function findRunPage(search: RunSearch): Promise<FoundRun[]> {
  const parameters = new Parameters();
  const where = [ofExperiments(search.experimentIds, parameters)];
  if (search.lifecycle !== 'all') {
    where.push(`r.deleted_at IS ${search.lifecycle === 'active' ? '' : 'NOT '}NULL`);
  }
  for (const clause of search.clauses) where.push(conditionOf(clause, parameters));
  const { joins, columns } = sortColumns(search.order, parameters);
  if (search.after !== null) where.push(behind(columns, search.after, parameters));
  const orderBy = columns.map(({ sql, descending }) => `${sql} ${descending ? 'DESC' : 'ASC'}`).join(', ');
  const position = columns.map(({ sql }) => `(${sql})::text`).join(', ');
  const result = await pool().query<RunRow & { position: string[] }>(
    `SELECT ${runColumns}, ARRAY[${position}] AS position FROM run r ${joins}
     WHERE ${where.join(' AND ')} ORDER BY ${orderBy} LIMIT ${parameters.add(search.limit + 1)}`,
    parameters.values,
  );
  return result.rows.map(({ position: at, ...run }) => ({ run, position: at }));
}
