/** The mark that a database's first start is through: it has its first data, and the person was told how to sign in. */
import pg from 'pg';

const key = 'seeded';

async function query(address: string, text: string, values: unknown[]): Promise<number> {
  const client = new pg.Client({ connectionString: address });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(text, values)).rowCount ?? 0;
  } finally {
    await client.end();
  }
}

/** Call after migrating. */
export async function isSeeded(address: string): Promise<boolean> {
  return (await query(address, 'SELECT 1 FROM setting WHERE key = $1', [key])) === 1;
}

export async function markSeeded(address: string): Promise<void> {
  await query(
    address,
    'INSERT INTO setting (key, value, updated_at) VALUES ($1, $2, now()) ON CONFLICT (key) DO NOTHING',
    [key, JSON.stringify({ at: new Date().toISOString() })],
  );
}
