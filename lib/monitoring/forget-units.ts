import { deleteUnitsOf, type Tx } from './arm-unit-store.ts';

/** Part of deleting an endpoint: another one of its name starts at configuration 1 again and counts everybody anew. */
export async function forgetUnitsIn(tx: Tx, endpoint: string): Promise<void> {
  await deleteUnitsOf(tx, endpoint);
}
