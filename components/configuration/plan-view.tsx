'use client';

import { CircleAlert, Minus, Pencil, Plus } from 'lucide-react';
import { LineDiff } from '#components/models/line-diff.tsx';
import type { ConfigurationChange, ConfigurationPlan } from '#lib/configuration/schemas.ts';

/** What applying the document does, or why it cannot be applied. */
export function PlanView({ plan }: { plan: ConfigurationPlan }) {
  return (
    <section aria-label="What would change" className="flex flex-col gap-3">
      {plan.problems.length > 0 && (
        <ul className="flex flex-col gap-1.5">
          {plan.problems.map((problem) => (
            <li key={problem} className="flex items-start gap-1.5 text-bad">
              <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
              {problem}
            </li>
          ))}
        </ul>
      )}
      {plan.changes.length === 0 && plan.problems.length === 0 && (
        <p>Nothing changes: everything is as the document says.</p>
      )}
      <ul className="flex flex-col gap-2">
        {plan.changes.map((change) => (
          <ChangeItem key={change.summary} change={change} />
        ))}
      </ul>
      {plan.untouched.length > 0 && (
        <p className="text-muted-foreground text-sm">
          Not in the document, so left as they are:{' '}
          {plan.untouched.map(({ kind, name }) => `${kind} ${name}`).join(', ')}.
        </p>
      )}
    </section>
  );
}

const marks = {
  create: { icon: Plus, word: 'new', classes: 'text-ok' },
  update: { icon: Pencil, word: 'changed', classes: 'text-info' },
  delete: { icon: Minus, word: 'removed', classes: 'text-bad' },
} as const;

function ChangeItem({ change }: { change: ConfigurationChange }) {
  const { icon: Icon, word, classes } = marks[change.action];
  const worthShowing = `${change.before ?? ''}${change.after ?? ''}`.includes('\n');
  return (
    <li className="flex items-start gap-2">
      <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${classes}`} />
      <div className="min-w-0 flex-1">
        <span className="sr-only">{word}: </span>
        {change.summary}
        {worthShowing && (
          <details className="mt-1">
            <summary className="w-fit cursor-pointer text-muted-foreground text-sm">Show the lines</summary>
            <div className="mt-1.5">
              <LineDiff before={change.before ?? ''} after={change.after ?? ''} label={change.subject} />
            </div>
          </details>
        )}
      </div>
    </li>
  );
}
