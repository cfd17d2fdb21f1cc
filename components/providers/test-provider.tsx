'use client';

import { StatusBadge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { formatDuration } from '#components/ui/format.ts';
import { describeError } from '#lib/client/api.ts';
import type { ProviderSummary, ProviderTest } from '#lib/providers/schemas.ts';
import { useTestProvider } from './queries.ts';

/** Makes one tiny call and says how it went, in the words of the provider contract. */
export function TestProvider({ provider }: { provider: ProviderSummary }) {
  const test = useTestProvider(provider.name);
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <Button
        size="sm"
        busy={test.isPending}
        aria-label={`Test ${provider.name}`}
        onClick={() => test.mutate(undefined)}
      >
        Test
      </Button>
      <div aria-live="polite" className="flex min-w-0 flex-wrap items-center gap-x-2">
        {test.data && <Verdict result={test.data} />}
        {test.error && (
          <>
            <StatusBadge tone="bad">not tried</StatusBadge>
            <span className="text-muted-foreground text-sm">{describeError(test.error).message}</span>
          </>
        )}
      </div>
    </div>
  );
}

function Verdict({ result }: { result: ProviderTest }) {
  if (result.ok) {
    return (
      <>
        <StatusBadge tone="ok">answers</StatusBadge>
        <span className="min-w-0 text-muted-foreground text-sm tabular-nums [overflow-wrap:anywhere]">
          {result.model} in {formatDuration(result.latencyMs)}
          {result.reply !== '' && <>: “{result.reply}”</>}
        </span>
      </>
    );
  }
  return (
    <>
      <StatusBadge tone="bad">{(result.code ?? 'failed').replaceAll('_', ' ')}</StatusBadge>
      <span className="min-w-0 max-w-prose text-muted-foreground text-sm [overflow-wrap:anywhere]">
        {result.message}
      </span>
    </>
  );
}
