const delimiters = [',', ';', '\t', '|'] as const;

interface SniffOptions {
  /** Ask for the evidence that a file not called CSV needs: three equal records of two cells or more. */
  strict?: boolean;
}

/**
 * The delimiter that cuts the first records most evenly, or null when none does.
 * Delimiters within quotes do not count.
 */
export function sniffDelimiter(text: string, options: SniffOptions = {}): string | null {
  const records = firstRecords(text, 30);
  let best: { delimiter: string; score: number } | null = null;
  for (const delimiter of delimiters) {
    const widths = records.map((record) => record.split(delimiter).length);
    const width = mostCommon(widths);
    if (width < 2) continue;
    const share = widths.filter((other) => other === width).length / widths.length;
    if (options.strict && (records.length < 3 || share < 1 || (delimiter === ',' && width < 3))) continue;
    const score = share * Math.min(width, 8);
    if (share >= 0.5 && score > (best?.score ?? 0)) best = { delimiter, score };
  }
  return best?.delimiter ?? null;
}

/** Records with what stands in quotes blanked out. */
function firstRecords(text: string, count: number): string[] {
  const sample = text.slice(0, 64 * 1024);
  const unquoted = sample.replace(/"(?:[^"]|"")*"/g, (quoted) => 'x'.repeat(Math.min(quoted.length, 3)));
  const lines = unquoted.split(/\r\n?|\n/).filter((line) => line.trim() !== '');
  const whole = sample.length < text.length ? lines.slice(0, -1) : lines;
  return whole.slice(0, count);
}

function mostCommon(widths: number[]): number {
  const counts = new Map<number, number>();
  for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1);
  let best = 0;
  for (const [width, count] of counts) if (count > (counts.get(best) ?? 0)) best = width;
  return best;
}
