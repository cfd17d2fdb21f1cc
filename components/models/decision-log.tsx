import { CornerDownRight, Ticket } from 'lucide-react';
import Link from 'next/link';
import { Badge } from '#components/ui/badge.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import type { Decision } from './decisions.ts';
import { versionHref } from './hrefs.ts';
import { StageBadge } from './stage-badge.tsx';

interface DecisionLogProps {
  model: string;
  decisions: readonly Decision[];
  /** Said while there are none. */
  empty: string;
}

/** Decisions about aliases, stages and deletions: who moved what from where to where, when and why. */
export function DecisionLog({ model, decisions, empty }: DecisionLogProps) {
  if (decisions.length === 0) return <p className="text-muted-foreground text-sm">{empty}</p>;
  return (
    <ol className="flex flex-col gap-3">
      {decisions.map((decision) => (
        <li key={keyOf(decision)} className="flex flex-col gap-0.5 border-border border-l-2 pl-3">
          <p className="tabular-nums">
            <span className="font-medium">{decision.actor}</span>{' '}
            <Sentence model={model} decision={decision} />
            <span className="text-muted-foreground text-sm">
              {' '}
              · <RelativeTime at={decision.at} />
            </span>
          </p>
          {(decision.reason !== '' || decision.ticket !== '') && (
            <p className="flex flex-wrap items-center gap-1.5 text-muted-foreground text-sm [overflow-wrap:anywhere]">
              <CornerDownRight aria-hidden className="size-3.5 shrink-0" />
              {decision.ticket !== '' && (
                <Badge>
                  <Ticket aria-hidden className="size-3 shrink-0 text-muted-foreground" />
                  <span className="sr-only">Ticket </span>
                  <span className="truncate">{decision.ticket}</span>
                </Badge>
              )}
              {decision.reason}
            </p>
          )}
        </li>
      ))}
    </ol>
  );
}

function keyOf(decision: Decision): string {
  const what = decision.kind === 'alias' ? decision.alias : decision.version;
  return `${decision.at} ${decision.kind} ${what}`;
}

function Sentence({ model, decision }: { model: string; decision: Decision }) {
  switch (decision.kind) {
    case 'alias':
      return <AliasSentence model={model} move={decision} />;
    case 'stage':
      return <StageSentence model={model} move={decision} />;
    case 'deletion':
      return (
        <>
          {decision.deleted ? 'deleted' : 'restored'} <VersionLink model={model} version={decision.version} />
        </>
      );
  }
}

type MoveOf<Kind extends Decision['kind']> = Extract<Decision, { kind: Kind }>;

function AliasSentence({ model, move }: { model: string; move: MoveOf<'alias'> }) {
  const { alias, fromVersion, toVersion } = move;
  if (toVersion === null) {
    return (
      <>
        removed @{alias}
        {fromVersion !== null && (
          <>
            , which pointed at <VersionLink model={model} version={fromVersion} />
          </>
        )}
      </>
    );
  }
  if (fromVersion === null) {
    return (
      <>
        pointed @{alias} at <VersionLink model={model} version={toVersion} />
      </>
    );
  }
  return (
    <>
      moved @{alias} from <VersionLink model={model} version={fromVersion} /> to{' '}
      <VersionLink model={model} version={toVersion} />
    </>
  );
}

function StageSentence({ model, move }: { model: string; move: MoveOf<'stage'> }) {
  const { version, fromStage, toStage } = move;
  if (fromStage === null) {
    return (
      <>
        registered <VersionLink model={model} version={version} /> in <StageBadge stage={toStage} />
      </>
    );
  }
  return (
    <>
      moved <VersionLink model={model} version={version} /> from <StageBadge stage={fromStage} /> to{' '}
      <StageBadge stage={toStage} />
    </>
  );
}

function VersionLink({ model, version }: { model: string; version: number }) {
  return (
    <Link href={versionHref(model, version)} className="text-accent-text underline underline-offset-2">
      version {version}
    </Link>
  );
}
