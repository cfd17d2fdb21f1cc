/** Requests of 30 days, made in PostgreSQL from a seed: the same rows in every run but for the moment the days end at. */
import pg from 'pg';

export const days = 30;
export const endpoints = 24;
/** How many do the work; the machine's cores are PostgreSQL's meanwhile. */
const sessions = 2;

/** One day, `$1` days before the end: busiest in the middle, some endpoints far busier than others, a slower version later. */
const daySql = (rows: number) => `
  WITH drawn AS (
    SELECT n, floor(${endpoints} * power(random(), 2.5))::int AS e, random() AS arm, random() AS fate, random() AS mood,
      ($2::timestamptz - make_interval(days => $1)) + make_interval(secs => 43200 * (random() + random())) AS at,
      random_normal() AS z1, random_normal() AS z2, random_normal() AS z3, random_normal() AS z4, random() AS u
    FROM generate_series(1, ${rows}) AS n
  ), placed AS (
    SELECT *, CASE WHEN $1 > 15 THEN 1 ELSE 2 END AS config, arm < 0.15 AS canary,
      CASE WHEN fate < 0.88 THEN 'ok' WHEN fate < 0.94 THEN 'declined' WHEN fate < 0.965 THEN 'error'
        WHEN fate < 0.98 THEN 'stopped' ELSE 'refused' END AS status,
      exp(6.5 + 0.6 * z1 + 0.1 * (e % 5) + CASE WHEN arm < 0.15 THEN 0.2 ELSE 0 END) AS total_ms,
      greatest(1, round(exp(5 + 0.7 * z2)))::int AS output_tokens
    FROM drawn
  )
  INSERT INTO inference (id, at, status, http_status, source, traffic, endpoint_name, config_number, intended_entity, served_entity,
    cache, model_name, model_version, requester_kind, requester_name, input, spans, total_ms, time_to_first_token_ms, retrieve_ms,
    generate_ms, queue_ms, post_process_ms, input_tokens, output_tokens, usage_source, cost, error_code, question_chars, answer_chars,
    language, retrieval_score, passages, sentences, supported_sentences, injection_score, pii_hits, retries)
  SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7' || lpad(to_hex($1), 3, '0') || '8'
      || lpad(to_hex(n), 15, '0'))::uuid,
    at, status, CASE status WHEN 'error' THEN 502 WHEN 'refused' THEN 429 ELSE 200 END, 'api',
    CASE WHEN mood < 0.03 THEN 'shadow' ELSE 'live' END, 'endpoint-' || e, config, CASE WHEN canary THEN 'canary' ELSE 'main' END,
    CASE WHEN canary THEN 'canary' ELSE 'main' END, CASE WHEN u < 0.08 THEN 'hit' ELSE 'miss' END,
    'guide-' || e % 6, config + CASE WHEN canary THEN 1 ELSE 0 END, 'api-key', 'bench', '[]', '[]', total_ms, total_ms * (0.2 + 0.2 * u),
    exp(3 + 0.5 * z3), total_ms * 0.7, exp(0.5 * z4), exp(1 + 0.5 * z4), 900 + (300 * u)::int, output_tokens, 'provider',
    900000 + output_tokens * 6000, CASE status WHEN 'error' THEN (ARRAY['timeout', 'unavailable', 'stream_cut'])[1 + (u * 2.99)::int]
      WHEN 'refused' THEN 'rate_limited' END,
    (40 + 120 * u)::int, output_tokens * 4, (ARRAY['en', 'en', 'es', 'zh'])[1 + (mood * 3.99)::int], 0.3 + 0.7 * u, 8, 6,
    (6 * least(1, 0.5 + u))::int, 0, 0, CASE WHEN fate > 0.955 AND fate < 0.965 THEN 1 ELSE 0 END
  FROM placed ORDER BY at`;

const feedbackSql = `
  INSERT INTO feedback (id, inference_id, requester_kind, requester_id, requester_name, thumb, reasons, updated_at)
  SELECT gen_random_uuid(), id, 'user', '00000000-0000-7000-8000-000000000001', 'bench',
    CASE WHEN random() < 0.8 THEN 'up' ELSE 'down' END, '{}', at
  FROM inference WHERE traffic = 'live' AND status = 'ok' AND at >= $1 AND at < $2 AND random() < 0.03`;

/** Fills the log with so many requests of the 30 days before `end`. */
export async function generate(databaseUrl: string, rows: number, end: Date): Promise<void> {
  const clients = await Promise.all(Array.from({ length: sessions }, () => connect(databaseUrl)));
  const [first] = clients;
  if (first === undefined) return;
  await first.query(
    'SELECT slipway_ensure_inference_partitions(($1::timestamptz)::date - 31, ($1::timestamptz)::date + 1)',
    [end],
  );
  // Made again in one go: rows of the past come in no order that indexes like.
  await first.query(
    'DROP INDEX inference_requester_idx, inference_conversation_idx, inference_status_idx, inference_endpoint_id_idx',
  );
  const left = Array.from({ length: days }, (_, index) => index + 1);
  await Promise.all(
    clients.map(async (client) => {
      for (let day = left.pop(); day !== undefined; day = left.pop()) {
        const from = new Date(end.getTime() - day * 86_400_000);
        await client.query('SELECT setseed($1)', [day / 100]);
        await client.query(daySql(Math.round(rows / days)), [day, end]);
        await client.query(feedbackSql, [from, new Date(from.getTime() + 86_400_000)]);
      }
    }),
  );
  await first.query('CREATE INDEX inference_endpoint_id_idx ON inference (endpoint_name, id DESC)');
  await first.query('VACUUM (ANALYZE) inference');
  await Promise.all(clients.map((client) => client.end()));
}

async function connect(databaseUrl: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query("SET synchronous_commit = off; SET timezone = 'UTC'; SET jit = off");
  return client;
}
