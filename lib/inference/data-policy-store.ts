import { pool } from '../platform/db.ts';

export interface StoragePolicy {
  endpointName: string;
  storePrompts: boolean | null;
}

/** Of every endpoint that says something of its own, and of all others under `*`. */
export async function findStoragePolicies(): Promise<StoragePolicy[]> {
  const result = await pool().query<StoragePolicy>(
    'SELECT endpoint_name AS "endpointName", store_prompts AS "storePrompts" FROM data_policy',
  );
  return result.rows;
}
