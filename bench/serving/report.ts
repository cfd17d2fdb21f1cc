/** The table and the ratios, with the aims of the issue beside them. */
import { percentile } from '../metrics.ts';
import { type ArmName, armNames } from './arms.ts';
import type { LoadResult } from './load-task.ts';
import { measures, type Results } from './measure.ts';

interface Figure {
  title: string;
  /** Of one round. */
  of(result: LoadResult): number;
  digits: number;
}

const perSecond: Figure = {
  title: 'requests/s',
  of: ({ requests, elapsedMs }) => (requests * 1000) / elapsedMs,
  digits: 0,
};
const latency = (share: number): Figure => ({
  title: `P${share * 100} ms`,
  of: ({ latencies }) => percentile(latencies, share),
  digits: 2,
});
const firstToken: Figure = {
  title: 'first token P50 ms',
  of: ({ firstTokens }) => percentile(firstTokens, 0.5),
  digits: 2,
};
const gap: Figure = { title: 'gap P99 ms', of: ({ gaps }) => percentile(gaps, 0.99), digits: 2 };

const figures: Record<string, readonly Figure[]> = {
  'plain 1': [latency(0.5), latency(0.99)],
  'plain 16': [perSecond],
  'plain 64': [perSecond],
  'stream 1': [firstToken, gap],
  'stream 20': [firstToken, gap],
  'stream 100': [firstToken, gap],
};

const median = (values: readonly number[]) => percentile(values, 0.5);

function figureOf(results: Results, measure: string, arm: ArmName, figure: Figure): number | null {
  const rounds = results.get(measure)?.get(arm);
  return rounds === undefined ? null : median(rounds.map(figure.of));
}

function inexactOf(results: Results, arm: ArmName): string {
  const streams = measures
    .filter(({ streaming }) => streaming)
    .flatMap(({ name }) => results.get(name)?.get(arm) ?? []);
  if (streams.length === 0) return '–';
  const inexact = streams.reduce((sum, result) => sum + result.inexact, 0);
  return `${inexact} of ${streams.reduce((sum, result) => sum + result.requests, 0)}`;
}

function printRow(cells: readonly string[]): void {
  console.log(cells.map((cell, index) => (index === 0 ? cell.padEnd(30) : cell.padStart(14))).join(''));
}

export function printTable(results: Results): void {
  printRow(['medians of rounds', ...armNames]);
  for (const [measure, columns] of Object.entries(figures)) {
    for (const figure of columns) {
      const cells = armNames.map(
        (arm) => figureOf(results, measure, arm, figure)?.toFixed(figure.digits) ?? '–',
      );
      printRow([`${measure}: ${figure.title}`, ...cells]);
    }
  }
  printRow(['inexact streams', ...armNames.map((arm) => inexactOf(results, arm))]);
}

interface Aim {
  name: string;
  value: number | null;
  unit: string;
  aim: string;
  met(value: number): boolean;
}

function addedBy(results: Results, measure: string, figure: Figure, arm: ArmName): number | null {
  const direct = figureOf(results, measure, 'mock direct', figure);
  const through = figureOf(results, measure, arm, figure);
  return direct === null || through === null ? null : through - direct;
}

function ratio(value: number | null, reference: number | null): number | null {
  return value === null || reference === null ? null : value / reference;
}

function aimsOf(results: Results): Aim[] {
  const added = (measure: string, figure: Figure, arm: ArmName) => addedBy(results, measure, figure, arm);
  const throughput = ['plain 16', 'plain 64'].map((measure) => ({
    name: `throughput / Portkey's, ${measure}`,
    value: ratio(
      figureOf(results, measure, 'slipway', perSecond),
      figureOf(results, measure, 'portkey', perSecond),
    ),
    ...{ unit: '×', aim: '≥ 4', met: (value: number) => value >= 4 },
  }));
  const latencies: Aim[] = [
    {
      name: 'added P50, 1 connection',
      value: added('plain 1', latency(0.5), 'slipway'),
      ...{ unit: ' ms', aim: '≤ 1 ms', met: (value) => value <= 1 },
    },
    {
      name: "added P50 / Portkey's, 1 connection",
      value: ratio(added('plain 1', latency(0.5), 'slipway'), added('plain 1', latency(0.5), 'portkey')),
      ...{ unit: '×', aim: '≤ 1', met: (value) => value <= 1 },
    },
    {
      name: 'added P99, 1 connection',
      value: added('plain 1', latency(0.99), 'slipway'),
      ...{ unit: ' ms', aim: '', met: () => true },
    },
  ];
  const streams = measures
    .filter(({ streaming }) => streaming)
    .map(({ name }) => ({
      name: `added first token / Portkey's, ${name}`,
      value: ratio(added(name, firstToken, 'slipway'), added(name, firstToken, 'portkey')),
      ...{ unit: '×', aim: '< 1', met: (value: number) => value < 1 },
    }));
  const limits: Aim = {
    name: 'throughput with limits / without, plain 64',
    value: ratio(
      figureOf(results, 'plain 64', 'slipway limits', perSecond),
      figureOf(results, 'plain 64', 'slipway', perSecond),
    ),
    ...{ unit: '×', aim: '', met: () => true },
  };
  return [...throughput, limits, ...latencies, ...streams];
}

/** @param portkeyMissing why there is nothing to compare with; null when there is. */
export function printAims(results: Results, portkeyMissing: string | null): void {
  if (portkeyMissing !== null) console.log(`\nSKIPPED: the arm "portkey" (${portkeyMissing})`);
  console.log('');
  for (const { name, value, unit, aim, met } of aimsOf(results)) {
    const shown = value === null ? '–' : `${value.toFixed(2)}${unit}`;
    const verdict =
      aim === '' ? '' : `aim ${aim}   ${value === null ? 'not measured' : met(value) ? 'met' : 'MISSED'}`;
    console.log(`${name.padEnd(42)} ${shown.padStart(10)}   ${verdict}`);
  }
}
