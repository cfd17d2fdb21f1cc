'use client';

import { useState } from 'react';
import { Bytes, Count } from '#components/ui/numbers.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { Progress } from '#components/ui/progress.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { ExportRun } from '#lib/log-export/schemas.ts';
import { useExportRuns } from './export-queries.ts';
import { RunState } from './export-run-state.tsx';

export function ExportRuns({ id }: { id: string }) {
  const [page, setPage] = useState(1);
  const { data } = useExportRuns(id, page);
  return (
    <section aria-labelledby="export-runs">
      <h3 id="export-runs" className="mb-2 font-semibold">
        Runs
      </h3>
      {data === undefined && <Skeleton className="h-16" />}
      {data?.items.length === 0 && <p className="text-muted-foreground text-sm">It has not run yet.</p>}
      <ul className="flex flex-col gap-3">
        {data?.items.map((run) => (
          <RunLine key={run.id} run={run} />
        ))}
      </ul>
      {data && <Pagination page={page} pageSize={10} total={data.total} onPage={setPage} />}
    </section>
  );
}

function RunLine({ run }: { run: ExportRun }) {
  const { state, filesDone, filesTotal, rows, bytes } = run;
  return (
    <li className="flex flex-col gap-1 text-sm">
      <RunState run={run} />
      {state === 'running' ? (
        <Progress value={filesTotal === 0 ? null : filesDone / filesTotal} label="Progress of this run" />
      ) : (
        <span className="text-muted-foreground">
          <Count value={filesDone} /> of <Count value={filesTotal} /> files, <Count value={rows} /> rows,{' '}
          <Bytes value={bytes} />
        </span>
      )}
    </li>
  );
}
