/** What a window of a monitor holds: profiles of its columns, whole and by slice, and their verdicts against the baseline. */
import { AppError } from '../../platform/errors.ts';
import { customPrefix, type SliceKey } from '../columns.ts';
import { rowFormulasOf } from '../custom/row-formulas.ts';
import type { Thresholds } from '../drift-schemas.ts';
import { embedSamples, type Meaning } from '../meaning/embed-samples.ts';
import { knowledgeAsked } from '../meaning/meaning-store.ts';
import type { Baseline, Granularity } from '../monitor-schemas.ts';
import { type RowRange, type RowSample, sampleRows } from '../rows/rows-store.ts';
import { type Window, windowsBefore } from '../schedule/windows-store.ts';
import { type ColumnReader, readersOf } from './column-reader.ts';
import { compareSamples } from './compare-samples.ts';
import type { RunResult } from './run-store.ts';

/** What of a monitor decides what a window holds. */
export interface Watched {
  endpoint: string;
  columns: readonly string[];
  slices: readonly SliceKey[];
  granularity: Granularity;
  timeZone: string;
  baseline: Baseline;
  thresholds: Thresholds;
  /** Whether a provider may be asked for embeddings of questions. */
  paidEmbeddings: boolean;
}

/** How far back a version's own rows are looked for. */
const versionDays = 90;

/** `checkpoint` is called every few hundred milliseconds; it may throw to end the work. */
export async function computeWindow(
  watched: Watched,
  window: Window,
  checkpoint: () => Promise<void>,
): Promise<RunResult> {
  const readers = await readersFor(watched);
  const range = await baselineRange(watched, window);
  const columns = [...new Set(readers.flatMap(({ needs }) => needs))];
  const read = (of: RowRange) => sampleRows(of, { columns, slices: watched.slices }, { checkpoint });
  const current = await read({ endpoint: watched.endpoint, from: window.start, to: window.end });
  const baseline = range === null ? nothing : await read(range);
  const meaning = await meaningOf(watched, { readers, current, baseline, window, range }, checkpoint);
  const { results, left } = await compareSamples(
    watched,
    { readers, current, baseline, meaning },
    checkpoint,
  );
  return {
    baseline: range === null ? null : { start: range.from, end: range.to },
    rows: current.total,
    sampled: current.rows.length,
    baselineRows: baseline.total,
    baselineSampled: baseline.rows.length,
    slicesLeft: left,
    columns: results,
  };
}

interface Read {
  readers: readonly ColumnReader[];
  current: RowSample;
  baseline: RowSample;
  window: Window;
  range: RowRange | null;
}

/** Null when what questions mean is not watched, or there are too few of them. */
async function meaningOf(
  { endpoint, paidEmbeddings, thresholds }: Watched,
  { readers, current, baseline, window, range }: Read,
  checkpoint: () => Promise<void>,
): Promise<Meaning | null> {
  if (!readers.some(({ kind }) => kind === 'text')) return null;
  // Of what is too little to be judged nothing is embedded, which may cost money.
  if (Math.min(current.rows.length, baseline.rows.length) < thresholds.minRows) return null;
  const knowledge =
    (await knowledgeAsked({ endpoint, from: window.start, to: window.end })) ??
    (range && (await knowledgeAsked(range)));
  return embedSamples({ endpoint, knowledge, paidEmbeddings, samples: { baseline, current }, checkpoint });
}

const nothing: RowSample = { total: 0, rows: [] };

async function readersFor({ endpoint, columns }: Watched): Promise<ColumnReader[]> {
  const named = columns.filter((key) => key.startsWith(customPrefix));
  const readers = readersOf(columns, await rowFormulasOf(endpoint, named));
  if (readers.length > 0) return readers;
  throw new AppError('conflict', 'Every column of this monitor is gone. Choose others.');
}

async function baselineRange(watched: Watched, window: Window): Promise<RowRange | null> {
  const { baseline, endpoint } = watched;
  switch (baseline.kind) {
    case 'previous': {
      const before = await windowsBefore(window.start, watched, baseline.windows);
      const from = before.at(-1)?.start;
      return from === undefined ? null : { endpoint, from, to: window.start };
    }
    case 'fixed':
      return { endpoint, from: new Date(baseline.from), to: new Date(baseline.to) };
    case 'version': {
      const from = new Date(window.start.getTime() - versionDays * 86_400_000);
      return { endpoint, from, to: window.start, version: baseline.version };
    }
  }
}
