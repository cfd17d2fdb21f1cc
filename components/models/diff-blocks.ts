import { diffLines } from 'diff';

export interface DiffLine {
  kind: 'same' | 'added' | 'removed';
  text: string;
  /** 1-based line numbers; null where the text has no such line. */
  before: number | null;
  after: number | null;
}

/** Lines to show, or how many equal ones between them are left out. */
export type DiffBlock = { kind: 'lines'; lines: DiffLine[] } | { kind: 'skipped'; count: number };

/** Compares two texts line by line; each change keeps `context` equal lines around it. Empty when nothing differs. */
export function diffBlocks(before: string, after: string, context = 3): DiffBlock[] {
  const lines = numberedLines(before, after);
  const shown = lines.map(() => false);
  lines.forEach((line, index) => {
    if (line.kind === 'same') return;
    const end = Math.min(lines.length - 1, index + context);
    for (let near = Math.max(0, index - context); near <= end; near++) shown[near] = true;
  });
  if (!shown.includes(true)) return [];
  const blocks: DiffBlock[] = [];
  lines.forEach((line, index) => {
    const last = blocks.at(-1);
    if (shown[index]) {
      if (last?.kind === 'lines') last.lines.push(line);
      else blocks.push({ kind: 'lines', lines: [line] });
    } else if (last?.kind === 'skipped') last.count += 1;
    else blocks.push({ kind: 'skipped', count: 1 });
  });
  return blocks;
}

/** How many lines came and went. */
export function diffSize(blocks: readonly DiffBlock[]): { added: number; removed: number } {
  const lines = blocks.flatMap((block) => (block.kind === 'lines' ? block.lines : []));
  return {
    added: lines.filter((line) => line.kind === 'added').length,
    removed: lines.filter((line) => line.kind === 'removed').length,
  };
}

function numberedLines(before: string, after: string): DiffLine[] {
  let left = 0;
  let right = 0;
  return diffLines(ended(before), ended(after)).flatMap(({ value, added, removed }) =>
    value
      .slice(0, -1)
      .split('\n')
      .map((text): DiffLine => {
        if (added) return { kind: 'added', text, before: null, after: ++right };
        if (removed) return { kind: 'removed', text, before: ++left, after: null };
        return { kind: 'same', text, before: ++left, after: ++right };
      }),
  );
}

/** A missing line end at the end of a text is no difference worth showing. */
function ended(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}
