import Link from 'next/link';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { type KeyValue, KeyValues } from '#components/ui/key-values.tsx';
import { Count, Money } from '#components/ui/numbers.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import type { Inference } from '#lib/inference/schemas.ts';

function Identifier({ value }: { value: string }) {
  return (
    <span className="inline-flex max-w-full items-center gap-1">
      <code className="truncate font-mono text-sm">{value}</code>
      <CopyButton value={value} label="Copy" />
    </span>
  );
}

function servedItems(inference: Inference): KeyValue[] {
  const { model, version } = inference;
  return [
    {
      key: 'Endpoint',
      value: `${inference.endpoint}${inference.configNumber === null ? '' : ` (configuration ${inference.configNumber})`}`,
    },
    {
      key: 'Version',
      value:
        model === null ? (
          'none was reached'
        ) : (
          <Link href={`/models/${model}/versions/${version}`} className="hover:underline">
            {model} version {version}
            {inference.alias === null ? '' : `, reached through @${inference.alias}`}
          </Link>
        ),
    },
    {
      key: 'Snapshot',
      value: inference.snapshot === null ? 'none' : `${inference.knowledge} #${inference.snapshot}`,
    },
    {
      key: 'Provider',
      value: inference.provider === null ? 'none' : `${inference.provider} · ${inference.providerModel}`,
    },
  ];
}

/** Who, what, when, and what it cost. */
export function TraceFacts({ inference }: { inference: Inference }) {
  const { usage } = inference;
  const cached = usage.cachedInput + usage.cacheWrite;
  return (
    <KeyValues
      items={[
        { key: 'Request', value: <Identifier value={inference.requestId} /> },
        { key: 'Time', value: <RelativeTime at={inference.at} /> },
        ...servedItems(inference),
        { key: 'Requester', value: `${inference.requester.name} (${inference.source})` },
        {
          key: 'Tokens',
          value: (
            <>
              <Count value={usage.input} /> in
              {cached > 0 && (
                <>
                  {' '}
                  + <Count value={cached} /> cached
                </>
              )}
              , <Count value={usage.output} /> out
              {usage.reasoning > 0 && (
                <>
                  {' '}
                  + <Count value={usage.reasoning} /> reasoning
                </>
              )}
              <span className="text-muted-foreground">
                {' '}
                · {usage.source === 'provider' ? 'as the provider counted' : 'estimated'}
              </span>
            </>
          ),
        },
        { key: 'Cost', value: <Money nano={inference.cost} /> },
        ...(inference.clientRequestId === null
          ? []
          : [{ key: 'Client’s id', value: <Identifier value={inference.clientRequestId} /> }]),
      ]}
    />
  );
}
