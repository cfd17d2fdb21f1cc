import { raiseDigits } from '../superscript.ts';
import type { Run, Segment } from './layout.ts';

/** Gap, in font sizes, from which two runs belong to different columns or cells. */
const wideGap = 1.3;
/** Gap, in font sizes, that stands for a space. */
const spaceGap = 0.16;

/** Joins runs into segments: same baseline (sub- and superscripts included), no wide gap. */
export function segmentsOf(runs: readonly Run[]): Segment[] {
  const segments: Segment[] = [];
  for (const row of rowsOf(runs)) {
    let open: Run[] = [];
    for (const run of row) {
      const last = open.at(-1);
      if (last !== undefined && run.x - last.right > wideGap * Math.max(run.size, last.size)) {
        segments.push(...toSegment(open));
        open = [];
      }
      open.push(run);
    }
    segments.push(...toSegment(open));
  }
  return segments;
}

/** Runs whose bands overlap by half, left to right; wide blanks are dropped so that their gap shows. */
function rowsOf(runs: readonly Run[]): Run[][] {
  const inked = runs.filter((run) => run.text.trim() !== '' || run.right - run.x <= wideGap * run.size);
  const rows: { band: Run; runs: Run[] }[] = [];
  const sorted = [...inked].sort((a, b) => a.baseline - b.baseline || b.size - a.size);
  for (const run of sorted) {
    const row = rows.findLast((candidate, at) => at >= rows.length - 8 && overlaps(candidate.band, run));
    if (row === undefined) rows.push({ band: run, runs: [run] });
    else {
      row.runs.push(run);
      if (run.size > row.band.size) row.band = run;
    }
  }
  return rows.map((row) => row.runs.sort((a, b) => a.x - b.x));
}

function overlaps(a: Run, b: Run): boolean {
  const top = Math.max(a.baseline - a.size * 0.75, b.baseline - b.size * 0.75);
  const bottom = Math.min(a.baseline, b.baseline);
  return bottom - top > 0.5 * 0.75 * Math.min(a.size, b.size);
}

function toSegment(runs: Run[]): Segment[] {
  const inked = runs.filter((run) => run.text.trim() !== '');
  const largest = inked.reduce<Run | null>(
    (best, run) => (best === null || run.size > best.size ? run : best),
    null,
  );
  if (largest === null) return [];
  const chars = (of: (run: Run) => boolean) =>
    inked.reduce((sum, run) => sum + (of(run) ? run.text.trim().length : 0), 0);
  const total = chars(() => true);
  const mostly = (of: (run: Run) => boolean) => chars(of) >= total * 0.9;
  const rtl = chars((run) => run.rtl) > total / 2;
  return [
    {
      text: textOf(rtl ? [...runs].reverse() : runs, largest, rtl),
      x: Math.min(...inked.map((run) => run.x)),
      right: Math.max(...inked.map((run) => run.right)),
      baseline: largest.baseline,
      size: dominantSize(inked),
      bold: mostly((run) => run.bold),
      italic: mostly((run) => run.italic),
      mono: mostly((run) => run.mono),
      rtl,
    },
  ];
}

function textOf(runs: readonly Run[], largest: Run, rtl: boolean): string {
  let text = '';
  let last: Run | null = null;
  for (const run of runs) {
    const gap = last === null ? 0 : rtl ? last.x - run.right : run.x - last.right;
    if (last !== null && gap > spaceGap * Math.min(run.size, last.size)) text += ' ';
    text += isSuperscript(run, largest) ? raiseDigits(run.text) : run.text;
    last = run;
  }
  return text.replace(/\s+/g, ' ').trim();
}

function isSuperscript(run: Run, largest: Run): boolean {
  return (
    run.size < largest.size * 0.85 &&
    largest.baseline - run.baseline > largest.size * 0.15 &&
    /^\s*\d{1,3}\s*$/.test(run.text)
  );
}

/** The size most characters have; a drop cap or a small mark does not decide. */
function dominantSize(runs: readonly Run[]): number {
  const weight = new Map<number, number>();
  for (const run of runs) weight.set(run.size, (weight.get(run.size) ?? 0) + run.text.trim().length);
  let best = runs[0]?.size ?? 0;
  for (const [size, chars] of weight) if (chars > (weight.get(best) ?? 0)) best = size;
  return best;
}
