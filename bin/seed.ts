/**
 * First start: fills an empty database and tells the supervisor what the person must know. Safe to run again; the supervisor
 * marks the first start as done once it has shown that.
 */
import { closeDatabase } from '../lib/platform/db.ts';
import { seed } from '../prisma/seed.ts';
import { failStart, obeySupervisor } from './supervisor/child-side.ts';

async function main(): Promise<void> {
  const { configured } = obeySupervisor(async () => undefined);
  await configured;
  const account = await seed();
  await closeDatabase();
  process.send?.({ type: 'seeded', email: account.email, password: account.password }, () => process.exit(0));
}

main().catch(failStart);
