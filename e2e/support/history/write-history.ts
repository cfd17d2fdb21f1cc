/** Writes days of requests as if they had been asked: rows, rollups, ratings. */
import { flushInferences, giveFeedback, recordInference } from '../../../lib/inference/index.ts';
import { feedbackInputSchema } from '../../../lib/inference/schemas.ts';
import { pool } from '../../../lib/platform/db.ts';
import { userCaller } from '../callers.ts';
import { type Arm, type Drawn, drawRequest, type Random, randomFrom } from './draw-request.ts';

export interface History {
  endpoint: string;
  config: number;
  days: number;
  perDay: number;
  seed: number;
  /** How traffic is shared, in per cent of people. */
  arms: readonly { arm: Arm; share: number }[];
  /** What the last hours were like instead. */
  lately?: { hours: number; arms: readonly { arm: Arm; share: number }[]; foreignShare: number };
}

const dayMs = 86_400_000;
const hourMs = 3_600_000;
const people = Array.from({ length: 40 }, (_, index) => ({
  id: `0190aaaa-bbbb-7ccc-8ddd-${String(index).padStart(12, '0')}`,
  name: `Visitor ${index + 1}`,
}));
const batch = 500;

/** Two hours after noon are three times as busy as those after midnight. */
function drawTime(random: Random, from: number, to: number): Date {
  for (;;) {
    const at = new Date(from + random() * (to - from));
    const busy = 0.65 - 0.35 * Math.cos((2 * Math.PI * (at.getUTCHours() - 2)) / 24);
    if (random() < busy) return at;
  }
}

function armOf(arms: History['arms'], share: number): Arm {
  let below = 0;
  for (const { arm, share: own } of arms) {
    below += own;
    if (share * 100 < below) return arm;
  }
  throw new Error('The shares of the arms do not add up to 100.');
}

function drawAll({ endpoint, config, days, perDay, seed, arms, lately }: History): Drawn[] {
  const random = randomFrom(seed);
  const now = Date.now();
  const times = Array.from({ length: days * perDay }, () => drawTime(random, now - days * dayMs, now));
  return times
    .toSorted((a, b) => a.getTime() - b.getTime())
    .map((at) => {
      const index = Math.floor(random() * people.length);
      const late = lately !== undefined && at.getTime() > now - lately.hours * hourMs ? lately : undefined;
      const unit = people[index] ?? { id: '', name: '' };
      return drawRequest(random, {
        at,
        endpoint,
        config,
        unit,
        arm: armOf(late?.arms ?? arms, index / people.length),
        foreignShare: late?.foreignShare ?? 0.04,
      });
    });
}

async function rate({ record, thumb }: Drawn): Promise<void> {
  if (thumb === null || record.requester.userId === null) return;
  const asker = userCaller('app-team', { id: record.requester.userId, name: record.requester.name });
  const reasons = thumb === 'down' ? ['incomplete'] : [];
  await giveFeedback(asker, record.requestId, feedbackInputSchema.parse({ thumb, reasons }));
}

export async function writeHistory(history: History): Promise<number> {
  const drawn = drawAll(history);
  await pool().query('SELECT slipway_ensure_inference_partitions(current_date - $1::int, current_date + 7)', [
    history.days + 1,
  ]);
  for (let start = 0; start < drawn.length; start += batch) {
    const some = drawn.slice(start, start + batch);
    await Promise.all(some.map(({ record }) => recordInference(record)));
    for (const one of some) await rate(one);
  }
  await flushInferences();
  return drawn.length;
}
