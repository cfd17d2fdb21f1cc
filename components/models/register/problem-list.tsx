import { CircleAlert, CircleCheck, LoaderCircle } from 'lucide-react';
import type { ChainProblem } from '#lib/chain/schemas.ts';

interface ProblemListProps {
  problems: readonly ChainProblem[];
  /** What is listed belongs to an older text. */
  checking: boolean;
}

/** The verdict on the document, told politely as it changes. */
export function ProblemList({ problems, checking }: ProblemListProps) {
  return (
    <div aria-live="polite" className="border-border border-t px-3 py-2 text-sm">
      {checking ? (
        <p className="flex items-center gap-1.5 text-muted-foreground">
          <LoaderCircle aria-hidden className="size-4 animate-spin" /> Checking…
        </p>
      ) : problems.length === 0 ? (
        <p className="flex items-center gap-1.5 text-ok">
          <CircleCheck aria-hidden className="size-4" /> The document is valid.
        </p>
      ) : (
        <ul className="flex flex-col gap-1">
          {problems.map((problem) => (
            <li key={`${problem.path} ${problem.line} ${problem.message}`} className="flex gap-1.5">
              <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-bad" />
              <span className="min-w-0 [overflow-wrap:anywhere]">
                {problem.line !== null && (
                  <span className="text-muted-foreground tabular-nums">
                    Line {problem.line}, column {problem.column}:{' '}
                  </span>
                )}
                {problem.path !== '' && <code className="font-mono">{problem.path}</code>} {problem.message}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
