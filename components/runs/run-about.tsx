'use client';

import Link from 'next/link';
import { DescriptionEditor } from '#components/models/description-editor.tsx';
import { versionHref } from '#components/models/hrefs.ts';
import { StageBadge } from '#components/models/stage-badge.tsx';
import { TagList } from '#components/models/tag-list.tsx';
import { Card } from '#components/ui/card.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { can, useMe } from '#lib/client/use-me.ts';
import { stageSchema } from '#lib/registry/schemas.ts';
import type { RunDetail } from '#lib/tracking/schemas.ts';
import { useDescribeRun } from './mutations.ts';
import { RunFacts } from './run-facts.tsx';
import { ownTags } from './run-tags.ts';

/** Facts, notes and tags of a run, and the versions that were registered from it. */
export function RunAbout({ run, now }: { run: RunDetail; now: number }) {
  const me = useMe();
  const describe = useDescribeRun(run.id);
  return (
    <div className="grid gap-4 lg:grid-cols-3">
      <Card title="Facts">
        <RunFacts run={run} now={now} />
      </Card>
      <Card title="Notes">
        <div className="flex flex-col gap-3">
          <DescriptionEditor
            label={`Notes on ${run.name}`}
            value={run.description}
            placeholder="What was tried, and what was learned?"
            onSave={can(me.data, 'runs.write') ? describe : null}
          />
          <TagList tags={ownTags(run.tags)} none="no tags" />
        </div>
      </Card>
      <Card title="Registered versions">
        <Versions run={run} />
      </Card>
    </div>
  );
}

function Versions({ run }: { run: RunDetail }) {
  if (run.versions.length === 0) {
    return <p className="text-muted-foreground text-sm">No version came from this run yet.</p>;
  }
  return (
    <ul className="flex flex-col gap-2">
      {run.versions.map(({ model, version, stage, createdAt }) => {
        const known = stageSchema.safeParse(stage);
        return (
          <li key={`${model} ${version}`} className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <Link
              href={versionHref(model, version)}
              className="text-accent-text underline underline-offset-2 [overflow-wrap:anywhere]"
            >
              {model} version {version}
            </Link>
            {known.success && <StageBadge stage={known.data} />}
            <RelativeTime at={createdAt} className="text-muted-foreground text-sm" />
          </li>
        );
      })}
    </ul>
  );
}
