import Link from 'next/link';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { KeyValues } from '#components/ui/key-values.tsx';
import { Duration } from '#components/ui/numbers.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import type { RunDetail } from '#lib/tracking/schemas.ts';
import { experimentHref } from './hrefs.ts';
import { durationOf } from './run-columns-choice.ts';
import { sourceOf } from './run-tags.ts';

const linkClasses = 'text-accent-text underline underline-offset-2';

/** When, how long, for whom and from what. `now`: when the run was asked for. */
export function RunFacts({ run, now }: { run: RunDetail; now: number }) {
  const source = sourceOf(run.tags);
  return (
    <KeyValues
      items={[
        {
          key: 'Experiment',
          value: (
            <Link href={experimentHref(run.experimentId)} className={linkClasses}>
              {run.experimentName}
            </Link>
          ),
        },
        { key: 'Started', value: <RelativeTime at={run.startedAt} /> },
        {
          key: run.endedAt === null ? 'Running for' : 'Duration',
          value: <Duration ms={durationOf(run, now)} />,
        },
        { key: 'User', value: run.userName || 'not recorded' },
        {
          key: 'Source',
          value: source === null ? 'not recorded' : [source.name, source.type].filter(Boolean).join(', '),
        },
        ...(source?.commit
          ? [
              {
                key: 'Commit',
                value: (
                  <span className="inline-flex items-center gap-1">
                    <code className="font-mono text-sm" title={source.commit}>
                      {source.commit.slice(0, 12)}
                    </code>
                    <CopyButton value={source.commit} label="Copy commit" />
                    {source.branch && <span className="text-muted-foreground">on {source.branch}</span>}
                  </span>
                ),
              },
            ]
          : []),
        ...(source?.repository ? [{ key: 'Repository', value: source.repository }] : []),
        {
          key: 'Run id',
          value: (
            <span className="inline-flex items-center gap-1">
              <code className="font-mono text-sm" title={run.id}>
                …{run.id.slice(-6)}
              </code>
              <CopyButton value={run.id} label="Copy run id" />
            </span>
          ),
        },
      ]}
    />
  );
}
