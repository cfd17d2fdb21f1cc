import Link from 'next/link';
import type { ReactNode } from 'react';
import { runHref } from '#components/runs/hrefs.ts';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { KeyValues } from '#components/ui/key-values.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import type { ModelVersion } from '#lib/registry/schemas.ts';
import { runIdSchema } from '#lib/tracking/schemas.ts';
import { compareHref, versionHref } from './hrefs.ts';

/** Where a version came from, as it was recorded when it was registered. */
export function Lineage({ version }: { version: ModelVersion }) {
  const { retrieval } = version.chain;
  const { knowledge, slipwayVersion, dependencies } = version.lineage;
  const packages = Object.entries(dependencies);
  return (
    <div className="flex flex-col gap-3">
      <KeyValues
        items={[
          { key: 'Registered by', value: version.createdBy },
          { key: 'When', value: <RelativeTime at={version.createdAt} /> },
          { key: 'From', value: <Source version={version} /> },
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
          ...(knowledge === null
            ? []
            : [{ key: 'Snapshot then', value: `${knowledge.snapshot} of ${knowledge.name}` }]),
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
          { key: 'Slipway', value: slipwayVersion || 'not recorded' },
        ]}
      />
      {packages.length > 0 && (
        <details>
          <summary className="cursor-pointer text-muted-foreground text-sm hover:text-foreground">
            {packages.length} dependencies
          </summary>
          <dl className="mt-2 grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-0.5 font-mono text-sm">
            {packages.map(([name, number]) => (
              <div key={name} className="contents">
                <dt className="truncate">{name}</dt>
                <dd className="text-muted-foreground tabular-nums">{number}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </div>
  );
}

function Source({ version }: { version: ModelVersion }): ReactNode {
  const { source } = version.lineage;
  switch (source.kind) {
    case 'new':
      return 'a new document';
    case 'version':
      return (
        <span className="flex flex-wrap gap-x-2">
          <TextLink href={versionHref(source.model, source.version)}>
            {source.model === version.model ? '' : `${source.model} `}version {source.version}
          </TextLink>
          {source.model === version.model && (
            <TextLink href={compareHref(version.model, source.version, version.number)}>compare</TextLink>
          )}
        </span>
      );
    case 'run':
      return runIdSchema.safeParse(source.runId).success ? (
        <TextLink href={runHref(source.runId)}>run …{source.runId.slice(-6)}</TextLink>
      ) : (
        `run ${source.runId}`
      );
    case 'import':
      return `an imported folder: ${source.model} version ${source.version}`;
    case 'configuration':
      return 'configuration as code';
  }
}

function TextLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} className="text-accent-text underline underline-offset-2">
      {children}
    </Link>
  );
}
