'use client';

import { Download } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { CodeBlock } from '#components/ui/code-block.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { ApplyForm } from './apply-form.tsx';
import { useConfiguration } from './queries.ts';

const pipeline = `# What would change? Ends with an error when the document cannot be applied.
curl --fail-with-body -X PUT "$SLIPWAY_URL/api/config?dryRun=true" \\
  -H "authorization: Bearer $SLIPWAY_API_KEY" --data-binary @slipway.yaml

# Apply it: all of it, or nothing.
curl --fail-with-body -X PUT "$SLIPWAY_URL/api/config?ticket=$CHANGE&reason=$COMMIT" \\
  -H "authorization: Bearer $SLIPWAY_API_KEY" --data-binary @slipway.yaml`;

/** Models, versions, endpoints and splits as one document: to keep in Git, to apply from a pipeline. */
export function ConfigurationPage() {
  const configuration = useConfiguration();
  return (
    <>
      <PageHeader
        title="Configuration"
        description="Models, versions, endpoints and splits as one document: keep it in Git, apply it from a pipeline."
        actions={
          <Button asChild>
            <a href="/api/config" download="slipway.yaml">
              <Download aria-hidden />
              Download YAML
            </a>
          </Button>
        }
      />
      {configuration.error && (
        <ErrorState
          error={configuration.error}
          title="The configuration could not be loaded."
          onRetry={() => void configuration.refetch()}
          className="mb-4"
        />
      )}
      <div className="grid items-start gap-4 xl:grid-cols-2">
        <Card
          title="Apply a document"
          description="Nothing changes before you have seen what would. What the document does not name stays."
        >
          {configuration.data ? (
            <ApplyForm current={configuration.data} />
          ) : (
            !configuration.error && <Skeleton className="h-80 w-full" />
          )}
        </Card>
        <div className="flex min-w-0 flex-col gap-4">
          <Card title="From a pipeline">
            <CodeBlock title="Shell" code={pipeline} />
          </Card>
          <Card title="As it is now">
            {configuration.data ? (
              <div className="max-h-[36rem] overflow-y-auto">
                <CodeBlock title="GET /api/config" code={configuration.data.yaml} />
              </div>
            ) : (
              !configuration.error && <Skeleton className="h-80 w-full" />
            )}
          </Card>
        </div>
      </div>
    </>
  );
}
