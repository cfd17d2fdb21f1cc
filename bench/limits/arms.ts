/** Ways to admit a request, each asked in the same manner. */
import { takeRate } from '../../lib/limits/index.ts';
import { pool } from '../../lib/platform/db.ts';
import { asker, bucketsPerRequest, contested, tokens } from './setting.ts';

/** Admits one request and settles it; true when it was let in. */
export type Admit = () => Promise<boolean>;

const leased: Admit = async () => {
  const decision = await takeRate({ ...asker, estimateTokens: () => tokens.estimated });
  if (decision.admitted) decision.settle(tokens.used);
  return decision.admitted;
};

/** Of its endpoint nothing but the tag is limited. */
const contend: Admit = async () => {
  const { tag } = contested;
  const request = { endpoint: '', userId: null, teams: [], keyId: null, tag };
  return (await takeRate({ ...request, estimateTokens: () => 0 })).admitted;
};

/** The reference: a row for each bucket, all of them taken from in one statement for each request. */
const naive: Admit = async () => {
  const { rowCount } = await pool().query(
    `WITH mine AS (SELECT id FROM bench_naive ORDER BY id FOR UPDATE)
     UPDATE bench_naive b SET taken = taken + b.cost FROM mine WHERE b.id = mine.id AND b.taken + b.cost <= b.allowed`,
  );
  return rowCount === bucketsPerRequest;
};

/** The same for one bucket only: the least a database could be asked. */
const naiveOne: Admit = async () => {
  const { rowCount } = await pool().query(
    'UPDATE bench_naive SET taken = taken + cost WHERE id = 1 AND taken + cost <= allowed',
  );
  return rowCount === 1;
};

export const arms = { leased, contend, naive, naiveOne };
export type Arm = keyof typeof arms;

export async function makeNaiveTable(): Promise<void> {
  await pool().query(
    'CREATE TABLE bench_naive (id int PRIMARY KEY, cost bigint NOT NULL, taken bigint NOT NULL, allowed bigint NOT NULL) WITH (fillfactor = 50)',
  );
  await pool().query(
    'INSERT INTO bench_naive SELECT n, CASE WHEN n % 2 = 0 THEN 1 ELSE 800 END, 0, 100000000000 FROM generate_series(1, $1) n',
    [bucketsPerRequest],
  );
}
