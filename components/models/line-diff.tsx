import { cn } from '#components/ui/cn.ts';
import { type DiffLine, diffBlocks, diffSize } from './diff-blocks.ts';

const look = {
  same: { mark: ' ', word: '', classes: '' },
  added: { mark: '+', word: 'added', classes: 'bg-ok-soft text-ok' },
  removed: { mark: '−', word: 'removed', classes: 'bg-bad-soft text-bad' },
} as const satisfies Record<DiffLine['kind'], unknown>;

interface LineDiffProps {
  before: string;
  after: string;
  /** What is compared with what: "Version 3 → version 4". */
  label: string;
}

/** Two texts, differences first: unchanged stretches are folded away. */
export function LineDiff({ before, after, label }: LineDiffProps) {
  const blocks = diffBlocks(before, after);
  if (blocks.length === 0) return <p className="text-muted-foreground">Nothing differs.</p>;
  const { added, removed } = diffSize(blocks);
  return (
    <figure className="overflow-hidden rounded-md border border-border bg-surface">
      <figcaption className="flex h-9 items-center justify-between gap-3 border-border border-b bg-muted px-3 text-muted-foreground text-xs">
        {label}
        <span className="tabular-nums">
          {added} {added === 1 ? 'line' : 'lines'} added, {removed} removed
        </span>
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div tabIndex={0} className="overflow-x-auto py-1 font-mono text-sm [font-variant-ligatures:none]">
        <div className="min-w-max">
          {blocks.map((block, index) =>
            block.kind === 'skipped' ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: blocks have no other identity and never move
              <p key={index} className="bg-muted px-3 py-0.5 text-muted-foreground">
                … {block.count} unchanged {block.count === 1 ? 'line' : 'lines'}
              </p>
            ) : (
              block.lines.map((line) => <Line key={`${line.before} ${line.after}`} line={line} />)
            ),
          )}
        </div>
      </div>
    </figure>
  );
}

function Line({ line }: { line: DiffLine }) {
  const { mark, word, classes } = look[line.kind];
  return (
    <p className={cn('flex whitespace-pre px-3', classes)}>
      <span className="w-9 shrink-0 select-none pr-3 text-right">{line.after ?? line.before}</span>
      <span aria-hidden className="w-4 shrink-0 select-none">
        {mark}
      </span>
      {word && <span className="sr-only">{word}: </span>}
      <span>{line.text || ' '}</span>
    </p>
  );
}
