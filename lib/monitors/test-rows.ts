/** Rows of the inference log by the thousand, for tests. Import after `test-database.ts`. */
import { pool, prisma } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';

let named = 0;

/** An endpoint that nobody serves. */
export async function plainEndpoint(environment = 'production'): Promise<string> {
  named += 1;
  const name = `watched-${named}-${newId().slice(-6)}`;
  await prisma().endpoint.create({ data: { id: newId(), name, environment } });
  return name;
}

/** What of a row differs, as SQL over its number `i`. */
export interface RowSql {
  answerChars?: string;
  language?: string;
  status?: string;
  question?: string;
  latency?: string;
  version?: string;
  score?: string;
  knowledge?: string;
}

/** Rows spread evenly over a time. */
export async function insertRows(
  endpoint: string,
  { from, to, count, set = {} }: { from: Date; to: Date; count: number; set?: RowSql },
): Promise<void> {
  const id = `(left(slipway_first_id_at(at)::text, 15) || substr(m, 1, 3) || '-8' || substr(m, 4, 3) || '-' || substr(m, 7, 12))::uuid`;
  await pool().query(
    `INSERT INTO inference (id, at, status, http_status, source, endpoint_name, intended_entity, requester_kind,
       requester_name, input, spans, total_ms, question, question_chars, answer_chars, language, model_name, model_version,
       output_tokens, input_tokens, cost, retrieval_score, knowledge_name)
     SELECT ${id}, at, ${set.status ?? "'ok'"}, 200, 'api', $1, 'main', 'system', 'test', '[]', '[]',
       ${set.latency ?? '800 + (i * 37) % 400'}, ${set.question ?? "'How is the pump cleaned?'"},
       40 + (i * 7) % 30, ${set.answerChars ?? '300 + (i * 13) % 200'}, ${set.language ?? "'en'"}, 'guide',
       ${set.version ?? '1'}, 80, 900, 1000000, ${set.score ?? '0.8'}, ${set.knowledge ?? 'NULL'}
     FROM (SELECT i, md5($1 || i || clock_timestamp()) AS m, $2::timestamptz + (i - 0.5) / $4 * ($3::timestamptz - $2::timestamptz) AS at
           FROM generate_series(1, $4::int) i) rows`,
    [endpoint, from, to, count],
  );
}

export const day = 86_400_000;

/** Midnight (UTC) so many days ago. */
export const midnight = (daysAgo: number): Date =>
  new Date(Math.floor(Date.now() / day) * day - daysAgo * day);
