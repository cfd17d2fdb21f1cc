import { CornerDownRight } from 'lucide-react';
import Link from 'next/link';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import type { AliasMove } from '#lib/registry/schemas.ts';
import { versionHref } from './hrefs.ts';

/** Decisions about aliases, newest first: who moved what from where to where, when and why. */
export function AliasLog({ model, moves }: { model: string; moves: readonly AliasMove[] }) {
  if (moves.length === 0) {
    return (
      <p className="text-muted-foreground text-sm">
        No alias was moved yet. Point @champion at a version, and endpoints that follow it serve that version.
      </p>
    );
  }
  return (
    <ol className="flex flex-col gap-3">
      {moves.map((move) => (
        <li key={`${move.at} ${move.alias}`} className="flex flex-col gap-0.5 border-border border-l-2 pl-3">
          <p className="tabular-nums">
            <span className="font-medium">{move.actor}</span> <Decision model={model} move={move} />
            <span className="text-muted-foreground text-sm">
              {' '}
              · <RelativeTime at={move.at} />
            </span>
          </p>
          {move.reason !== '' && (
            <p className="flex gap-1.5 text-muted-foreground text-sm [overflow-wrap:anywhere]">
              <CornerDownRight aria-hidden className="mt-0.5 size-3.5 shrink-0" />
              {move.reason}
            </p>
          )}
        </li>
      ))}
    </ol>
  );
}

function Decision({ model, move: { alias, fromVersion, toVersion } }: { model: string; move: AliasMove }) {
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

function VersionLink({ model, version }: { model: string; version: number }) {
  return (
    <Link href={versionHref(model, version)} className="text-accent-text underline underline-offset-2">
      version {version}
    </Link>
  );
}
