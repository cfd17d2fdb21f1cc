'use client';

import { Card } from '#components/ui/card.tsx';
import { CodeBlock } from '#components/ui/code-block.tsx';
import type { ModelVersion } from '#lib/registry/schemas.ts';
import { DescriptionEditor } from './description-editor.tsx';
import { DryRunResult } from './dry-run-result.tsx';
import { formWords } from './form-words.ts';
import { Lineage } from './lineage.tsx';
import { Pipeline } from './pipeline.tsx';
import { RoutingTable } from './routing-table.tsx';
import { SavedTags } from './saved-tags.tsx';
import { SignatureTable } from './signature-table.tsx';
import { TagList } from './tag-list.tsx';
import { useDescribeVersion } from './use-describe.ts';
import type { VersionRights } from './version-menu.tsx';
import { VersionResults } from './version-results.tsx';
import { WhereItServes } from './where-it-serves.tsx';

interface VersionOverviewProps {
  version: ModelVersion;
  rights: VersionRights;
}

/** What a version is, where it serves, how it did and what it came from. */
export function VersionOverview({ version, rights }: VersionOverviewProps) {
  const { chain } = version;
  return (
    <div className="flex flex-col gap-4">
      <Card title="Pipeline" description={formWords[version.form].hint}>
        <div className="flex flex-col gap-4">
          <Pipeline chain={chain} />
          {chain.routing && <RoutingTable chain={chain} />}
        </div>
      </Card>
      <Card title="Results" description="In the last 7 days, on all endpoints.">
        <VersionResults model={version.model} version={version.number} />
      </Card>
      <div className="grid gap-4 lg:grid-cols-2">
        <Card title="About">
          <About version={version} mayWrite={rights.write} />
        </Card>
        <Card title="Where it serves">
          <WhereItServes model={version.model} version={version} />
        </Card>
        <Card title="Input signature" description="What a request must look like.">
          <SignatureTable signature={chain.input} />
        </Card>
        <Card title="Dry run" description="The one question it answered before it was registered.">
          <DryRunResult dryRun={version.dryRun} />
        </Card>
        <Card title="Lineage">
          <Lineage version={version} />
        </Card>
        {chain.prompt !== null && (
          <Card title="Prompt">
            <div className="flex flex-col gap-3">
              {chain.prompt.system === '' ? (
                <p className="text-muted-foreground text-sm">The built-in system prompt.</p>
              ) : (
                <CodeBlock
                  title="System prompt"
                  code={chain.prompt.system}
                  wrap
                  className="max-h-96 overflow-y-auto"
                />
              )}
              <CodeBlock title="User template" code={chain.prompt.user} wrap />
            </div>
          </Card>
        )}
      </div>
    </div>
  );
}

function About({ version, mayWrite }: { version: ModelVersion; mayWrite: boolean }) {
  const { save } = useDescribeVersion(version.model, version.number);
  return (
    <div className="flex flex-col gap-3">
      <DescriptionEditor
        label={`Description of version ${version.number}`}
        value={version.description}
        placeholder="What is different, and why?"
        onSave={mayWrite ? (description) => save({ description }) : null}
      />
      {mayWrite ? (
        <SavedTags
          label={`Tags of version ${version.number}`}
          tags={version.tags}
          onSave={(tags) => save({ tags })}
        />
      ) : (
        <TagList tags={version.tags} none="no tags" />
      )}
    </div>
  );
}
