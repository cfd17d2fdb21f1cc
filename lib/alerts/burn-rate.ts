/** Multi-window, multi-burn-rate alerts (Google SRE workbook, chapter 5). Pure. */
import { burnRate } from '../objectives/index.ts';
import type { ObjectiveCounts } from '../objectives/schemas.ts';
import type { BurnWindow } from './burn-schemas.ts';

export type Counts = ObjectiveCounts;

export interface BurnJudgement {
  /** Null without enough events to tell. */
  wrong: boolean | null;
  /** Burn over the long window of the pair that is nearest to its limit, or furthest beyond; null without events. */
  value: number | null;
  threshold: number | null;
  /** Events in that long window. */
  count: number;
  window: BurnWindow | null;
}

/**
 * Wrong when a pair burns too fast over both windows: the long one keeps a blip from alarming, the short one ends the alarm
 * soon after it is over. A pair with fewer events than `minCount` in its long window says nothing.
 */
export function judgeBurn(
  windows: readonly BurnWindow[],
  countsOf: (seconds: number) => Counts,
  target: number,
  minCount: number,
): BurnJudgement {
  const judged = windows.map((window) => {
    const long = countsOf(window.longSeconds);
    const longBurn = burnRate(long, target);
    const shortBurn = burnRate(countsOf(window.shortSeconds), target);
    const enough = longBurn !== null && long.total >= minCount;
    // Strictly above: exactly at the limit the budget lasts as long as it is meant to.
    const wrong = enough && longBurn > window.burn && shortBurn !== null && shortBurn > window.burn;
    return { window, count: long.total, longBurn, enough, wrong, share: (longBurn ?? 0) / window.burn };
  });
  const measured = judged.filter(({ longBurn }) => longBurn !== null);
  const wrong = judged.filter((one) => one.wrong);
  const [worst] = [...(wrong.length > 0 ? wrong : measured)].sort((a, b) => b.share - a.share);
  if (worst === undefined) return { wrong: null, value: null, threshold: null, count: 0, window: null };
  const told = judged.some(({ enough }) => enough);
  return {
    wrong: told ? wrong.length > 0 : null,
    value: worst.longBurn,
    threshold: worst.window.burn,
    count: worst.count,
    window: worst.window,
  };
}
