/** First start: fills an empty database and tells the supervisor what the person must know. Safe to run again. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { closeDatabase, prisma } from '../lib/platform/db.ts';
import { writeSetting } from '../lib/platform/settings.ts';
import { failStart, obeySupervisor } from './supervisor/child-side.ts';

async function main(): Promise<void> {
  const { configured } = obeySupervisor(async () => undefined);
  await configured;
  const file = path.join(import.meta.dirname, '../prisma/seed.ts');
  let account: { email: string | null; password: string | null } = { email: null, password: null };
  if (existsSync(file)) {
    const { seed } = (await import(pathToFileURL(file).href)) as {
      seed: () => Promise<{ email: string; password: string | null }>;
    };
    account = await seed();
    await writeSetting(prisma(), 'seeded', { at: new Date().toISOString() });
  }
  await closeDatabase();
  process.send?.({ type: 'seeded', email: account.email, password: account.password }, () => process.exit(0));
}

main().catch(failStart);
