/** What is left of sign-ins that are over. None of it opens anything; this frees its room. */
import { prisma } from '../../platform/db.ts';
import { deleteOldSessions } from '../sessions/session-store.ts';
import { deleteExpiredSteps } from './step-store.ts';
import { deleteOldTries } from './try-store.ts';

/** Ended sessions stay this long, for whoever looks into a sign-in afterwards. */
const keptDays = 30;

export async function sweepSignIns(): Promise<void> {
  await deleteExpiredSteps();
  await deleteOldTries();
  await deleteOldSessions(prisma(), keptDays);
}
