/** A process of its own that asks for admission; the parent tells it what to do. See `startRateProcess`. */
import { type RateDecision, rateHealth, takeRate } from '../../lib/limits/index.ts';
import { closeDatabase, pool } from '../../lib/platform/db.ts';
import { closeEvents } from '../../lib/platform/events.ts';
import type { RateCommand, RateResult } from './rate-processes.ts';

const tell = (result: RateResult) => process.send?.(result);
const nothing = () => tell({ admitted: 0, reasons: {}, health: rateHealth().status });

const open: Extract<RateDecision, { admitted: true }>[] = [];

async function take(times: number, tag: string, parallel: boolean, tokens: number): Promise<RateResult> {
  let admitted = 0;
  const reasons: Record<string, number> = {};
  const ask = async () => {
    const decision = await takeRate({
      endpoint: 'e',
      userId: null,
      teams: [],
      keyId: null,
      tag,
      estimateTokens: () => tokens,
    });
    if (decision.admitted) {
      admitted += 1;
      if (tokens > 0) open.push(decision);
    } else {
      const reason = decision.error.reason ?? decision.error.code;
      reasons[reason] = (reasons[reason] ?? 0) + 1;
    }
  };
  if (parallel) await Promise.all(Array.from({ length: times }, ask));
  else for (let i = 0; i < times; i++) await ask();
  return { admitted, reasons, health: rateHealth().status };
}

process.on('message', (command: RateCommand) => {
  void (async () => {
    if (command.do === 'take') {
      tell(await take(command.times, command.tag, command.parallel, command.tokens));
    } else if (command.do === 'settle') {
      for (const admission of open.splice(0)) admission.settle(command.tokens);
      nothing();
    } else if (command.do === 'cut') {
      await pool().end();
      nothing();
    } else {
      await closeEvents();
      await closeDatabase();
      process.disconnect();
      process.exit(0);
    }
  })();
});
// Rules and connection are there before the first command counts.
tell(await take(1, 'warm-up', false, 0));
