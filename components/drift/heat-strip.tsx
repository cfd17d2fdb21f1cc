import { useLayoutEffect, useRef } from 'react';
import { cn } from '#components/ui/cn.ts';
import type { MonitorHistory } from '#lib/monitors/schemas.ts';
import { verdictWord, windowLabel } from './words.ts';

type Cell = MonitorHistory['columns'][number]['cells'][number];

/** Strength of the colour by the size of the change; a mark besides, because colour alone never tells. */
const looks = {
  large: 'bg-bad text-surface',
  moderate: 'bg-warn text-surface',
  small: 'bg-warn-soft text-warn',
  negligible: 'bg-warn-soft text-warn',
} as const;

function look({ verdict, size }: Cell): { classes: string; mark: string } {
  if (verdict === 'missing') return { classes: 'bg-bad text-surface', mark: '∅' };
  if (verdict === 'drift') return { classes: looks[size], mark: size === 'large' ? '▲' : '△' };
  return verdict === 'steady'
    ? { classes: 'bg-ok-soft text-ok', mark: '·' }
    : { classes: 'bg-muted text-muted-foreground', mark: '' };
}

interface HeatStripProps {
  history: MonitorHistory;
  selected: { runId: string; column: string } | null;
  onSelect: (runId: string, column: string) => void;
}

/** Windows from left to right, a row for each column: when did what begin to drift? */
export function HeatStrip({ history, selected, onSelect }: HeatStripProps) {
  const { monitor, runs, columns } = history;
  const label = (start: string) => windowLabel(start, monitor.granularity, monitor.timeZone);
  const [first, last] = [runs[0], runs.at(-1)];
  const strip = useRef<HTMLDivElement>(null);
  const newest = last?.id;
  // What happened last is looked for first, and stands at the right end.
  useLayoutEffect(() => {
    if (strip.current !== null && newest !== undefined) strip.current.scrollLeft = strip.current.scrollWidth;
  }, [newest]);
  return (
    <section aria-label="Columns over windows" className="min-w-0">
      <div ref={strip} className="overflow-x-auto">
        <table className="border-separate border-spacing-0.5">
          <thead>
            <tr>
              <th scope="col" className="sr-only">
                Column
              </th>
              {runs.map((run) => (
                <th key={run.id} scope="col" className="sr-only">
                  {label(run.windowStart)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {columns.map(({ column, label: name, cells }) => (
              <tr key={column}>
                <th
                  scope="row"
                  className="sticky left-0 z-10 max-w-40 truncate bg-surface pr-2 text-left font-normal text-sm sm:max-w-56"
                >
                  {name}
                </th>
                {runs.map((run) => {
                  const cell = cells.find(({ runId }) => runId === run.id);
                  const said = `${name}, ${label(run.windowStart)}: ${cell ? verdictWord(cell) : run.state}`;
                  if (cell === undefined) {
                    return (
                      <td
                        key={run.id}
                        title={said}
                        className="size-5 rounded-sm border border-border border-dashed"
                      >
                        <span className="sr-only">{said}</span>
                      </td>
                    );
                  }
                  const chosen = selected?.runId === run.id && selected.column === column;
                  const { classes, mark } = look(cell);
                  return (
                    <td key={run.id} className="p-0">
                      <button
                        type="button"
                        title={said}
                        aria-label={said}
                        aria-pressed={chosen}
                        onClick={() => onSelect(run.id, column)}
                        className={cn(
                          'flex size-5 items-center justify-center rounded-sm text-xs leading-none',
                          classes,
                          chosen && 'outline-2 outline-accent outline-offset-1',
                        )}
                      >
                        <span aria-hidden>{mark}</span>
                      </button>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {first && last && (
        <p className="pt-1 text-muted-foreground text-xs">
          {label(first.windowStart)} to {label(last.windowStart)} ({monitor.timeZone}). ▲ large, △ smaller
          drift, ∅ values went missing, · steady, empty: too few rows.
        </p>
      )}
    </section>
  );
}
