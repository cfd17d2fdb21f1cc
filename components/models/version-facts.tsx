'use client';

import Link from 'next/link';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { KeyValues } from '#components/ui/key-values.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import type { ModelVersion } from '#lib/registry/schemas.ts';

/** Where a version came from. */
export function Lineage({ version }: { version: ModelVersion }) {
  const { retrieval } = version.chain;
  return (
    <KeyValues
      items={[
        { key: 'Registered by', value: version.createdBy },
        { key: 'When', value: <RelativeTime at={version.createdAt} /> },
        {
          key: 'Documents',
          value:
            retrieval === null ? (
              'none'
            ) : (
              <Link
                href={`/knowledge/${encodeURIComponent(retrieval.knowledge)}`}
                className="hover:underline"
              >
                {retrieval.knowledge},{' '}
                {retrieval.snapshot === 'latest' ? 'latest snapshot' : `snapshot ${retrieval.snapshot}`}
              </Link>
            ),
        },
        {
          key: 'Chain hash',
          value: (
            <span className="inline-flex items-center gap-1">
              <code className="font-mono text-sm" title={version.chainHash}>
                {version.chainHash.slice(0, 12)}
              </code>
              <CopyButton value={version.chainHash} label="Copy chain hash" />
            </span>
          ),
        },
      ]}
    />
  );
}
