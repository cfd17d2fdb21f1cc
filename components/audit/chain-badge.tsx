'use client';

import { ShieldAlert, ShieldCheck, ShieldQuestion } from 'lucide-react';
import { StatusBadge } from '#components/ui/badge.tsx';
import { formatCount } from '#components/ui/format.ts';
import { Popover } from '#components/ui/popover.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import type { ChainStatus } from '#lib/audit-log/schemas.ts';
import { useChainStatus } from './queries.ts';

/** Whether the log is what was written: the verdict of the last check, with what it means on click. */
export function ChainBadge() {
  const { data } = useChainStatus();
  if (data === undefined) return null;
  return (
    <Popover
      label="Hash chain"
      trigger={
        <button type="button" className="rounded-sm">
          <Verdict check={data.check} />
        </button>
      }
    >
      <Explanation status={data} />
    </Popover>
  );
}

function Verdict({ check }: { check: ChainStatus['check'] }) {
  if (check === null) {
    return (
      <StatusBadge tone="neutral" icon={ShieldQuestion}>
        Not checked yet
      </StatusBadge>
    );
  }
  if (check.problems.length > 0) {
    return (
      <StatusBadge tone="bad" icon={ShieldAlert}>
        Tampered with
      </StatusBadge>
    );
  }
  return (
    <StatusBadge tone="ok" icon={ShieldCheck}>
      Intact up to entry {formatCount(check.sequence)}
    </StatusBadge>
  );
}

function Explanation({ status: { entries, check } }: { status: ChainStatus }) {
  return (
    <div className="flex flex-col gap-2 text-sm">
      <p>
        Each of the {formatCount(entries)} entries carries a hash of itself and of the one before. A change,
        removal or insertion breaks the chain.
      </p>
      {check !== null && (
        <p className="text-muted-foreground">
          Checked <RelativeTime at={check.at} />, every entry <RelativeTime at={check.fullAt} />. Download the
          signed head now and then and keep it elsewhere: it also shows a log that was written anew.
        </p>
      )}
    </div>
  );
}
