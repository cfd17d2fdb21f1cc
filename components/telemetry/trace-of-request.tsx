'use client';

import { ExternalLink } from 'lucide-react';
import Link from 'next/link';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { traceLink } from '#lib/telemetry/schemas.ts';
import { useTraceUrl } from './queries.ts';

/** The W3C trace a request is part of: its other requests, and the same trace in the tracing backend. */
export function TraceOfRequest({ traceId }: { traceId: string }) {
  const outside = traceLink(useTraceUrl(), traceId);
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <span className="inline-flex max-w-full items-center gap-1">
        <Link
          href={`/inferences?trace=${traceId}`}
          className="truncate font-mono text-sm hover:underline"
          title="Requests of this trace"
        >
          {traceId}
        </Link>
        <CopyButton value={traceId} label="Copy trace id" />
      </span>
      {outside !== null && (
        <a
          href={outside}
          target="_blank"
          rel="noreferrer noopener"
          className="inline-flex items-center gap-1 text-sm underline underline-offset-2"
        >
          Open at {new URL(outside).host}
          <ExternalLink aria-hidden className="size-3.5" />
        </a>
      )}
    </span>
  );
}
