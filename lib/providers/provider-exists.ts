import { extractiveProviderName } from '../chain/schemas.ts';
import { findProvider, prisma } from './store.ts';

export async function providerExists(name: string): Promise<boolean> {
  return name === extractiveProviderName || (await findProvider(prisma(), name)) !== null;
}
