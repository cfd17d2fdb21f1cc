'use client';

import { ShieldAlert } from 'lucide-react';
import { useChainStatus } from './queries.ts';

const shown = 5;

/** What the check found, above everything else; nothing while the chain is intact. */
export function ChainProblems() {
  const { data } = useChainStatus();
  const problems = data?.check?.problems ?? [];
  if (problems.length === 0) return null;
  return (
    <section
      role="alert"
      className="mb-4 flex gap-3 rounded-md border border-bad/30 bg-bad-soft px-4 py-3 text-base"
    >
      <ShieldAlert aria-hidden className="mt-0.5 size-5 shrink-0 text-bad" />
      <div className="min-w-0">
        <h2 className="font-medium">This log is not what was written.</h2>
        <ul className="list-disc pl-5 text-sm">
          {problems.slice(0, shown).map((problem) => (
            <li key={`${problem.kind} ${problem.sequence} ${problem.eventId}`}>{problem.detail}</li>
          ))}
        </ul>
        {problems.length > shown && <p className="text-sm">And {problems.length - shown} more.</p>}
        <p className="mt-1 text-muted-foreground text-sm">
          Somebody changed the database past Slipway. Find out who could, compare with a backup, and run{' '}
          <code className="font-mono">npm run audit:verify</code> with a signed head that was kept elsewhere.
        </p>
      </div>
    </section>
  );
}
