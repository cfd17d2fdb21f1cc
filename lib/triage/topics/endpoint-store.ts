/** Which environment an endpoint is in, for the check of rights. Read across features. */
import { pool } from '../../platform/db.ts';
import { type Environment, environmentSchema } from '../../registry/schemas.ts';

export async function findEndpointEnvironment(name: string): Promise<{ environment: Environment } | null> {
  const { rows } = await pool().query<{ environment: string }>(
    'SELECT environment FROM endpoint WHERE name = $1',
    [name],
  );
  return rows[0] ? { environment: environmentSchema.parse(rows[0].environment) } : null;
}
