import Link from 'next/link';
import { TraceOfRequest } from '#components/telemetry/trace-of-request.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { formatPercent } from '#components/ui/format.ts';
import { type KeyValue, KeyValues } from '#components/ui/key-values.tsx';
import { Count, Money } from '#components/ui/numbers.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import type { Inference } from '#lib/inference/schemas.ts';
import { servedEntityLabel } from './inference-columns.tsx';

function Identifier({ value }: { value: string }) {
  return (
    <span className="inline-flex max-w-full items-center gap-1">
      <code className="truncate font-mono text-sm">{value}</code>
      <CopyButton value={value} label="Copy" />
    </span>
  );
}

function servedItems(inference: Inference): KeyValue[] {
  return [
    {
      key: 'Endpoint',
      value: `${inference.endpoint}${inference.configNumber === null ? '' : ` (configuration ${inference.configNumber})`}`,
    },
    {
      key: 'Version',
      value: <VersionFact inference={inference} />,
    },
    ...routeItems(inference),
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

function VersionFact({ inference: { model, version, alias } }: { inference: Inference }) {
  if (model === null) return 'none was reached';
  if (version === null) return `${model}, an external model`;
  return (
    <Link href={`/models/${model}/versions/${version}`} className="hover:underline">
      {model} version {version}
      {alias === null ? '' : `, reached through @${alias}`}
    </Link>
  );
}

const unitWords = {
  user: 'by the user',
  conversation: 'by the conversation',
  header: 'by the x-slipway-unit header',
  request: 'by chance, for this request alone',
} as const;

/** How the request came to the version: the split, a fallback, a routing rule, the cache. */
function routeItems(inference: Inference): KeyValue[] {
  const { intendedEntity, unitKind, routingRule, cache, shadowOf } = inference;
  return [
    ...(intendedEntity === null
      ? []
      : [
          {
            key: 'Served entity',
            value: `${servedEntityLabel(inference)}${unitKind === null ? '' : `, assigned ${unitWords[unitKind]}`}`,
          },
        ]),
    ...(routingRule === null ? [] : [{ key: 'Routing rule', value: routingRule }]),
    ...(cache === 'off'
      ? []
      : [{ key: 'Response cache', value: cache === 'hit' ? 'answered from it' : 'asked, did not have it' }]),
    ...(shadowOf === null
      ? []
      : [
          {
            key: 'Shadow of',
            value: (
              <>
                <TraceLink requestId={shadowOf} />
                {inference.shadowSimilarity !== null &&
                  `, ${formatPercent(inference.shadowSimilarity)} alike`}
              </>
            ),
          },
        ]),
    ...inference.shadows.map(({ requestId, entity, status, similarity }) => ({
      key: 'Shadow',
      value: (
        <>
          <TraceLink requestId={requestId} /> {entity ?? ''} {status}
          {similarity !== null && `, ${formatPercent(similarity)} alike`}
        </>
      ),
    })),
  ];
}

/** Values of the version's input signature, when there were any. */
function inputItems({ inputs }: Inference): KeyValue[] {
  const entries = Object.entries(inputs);
  if (entries.length === 0) return [];
  return [{ key: 'Inputs', value: entries.map(([name, value]) => `${name}: ${value}`).join(', ') }];
}

/** What the caller said besides the conversation. */
function detailItems({ requestDetail }: Inference): KeyValue[] {
  const { user, metadata = {}, options } = requestDetail ?? {};
  const pairs = Object.entries(metadata);
  const tools = options?.tools ?? [];
  return [
    ...(user === undefined ? [] : [{ key: 'Asked for', value: user }]),
    ...(pairs.length === 0
      ? []
      : [{ key: 'Metadata', value: pairs.map(([name, value]) => `${name}: ${value}`).join(', ') }]),
    ...(tools.length === 0
      ? []
      : [{ key: 'Tools offered', value: tools.map(({ name }) => name).join(', ') }]),
    ...(options?.responseFormat?.type === 'json' ? [{ key: 'Form of the answer', value: 'JSON' }] : []),
  ];
}

function TraceLink({ requestId }: { requestId: string }) {
  return (
    <Link href={`/inferences/${requestId}`} className="font-mono text-sm hover:underline">
      …{requestId.slice(-8)}
    </Link>
  );
}

/** Who, what, when, and what it cost. */
export function TraceFacts({ inference }: { inference: Inference }) {
  const { usage } = inference;
  const cached = usage.cachedInput + usage.cacheWrite;
  return (
    <KeyValues
      items={[
        { key: 'Request', value: <Identifier value={inference.requestId} /> },
        { key: 'Trace', value: <TraceOfRequest traceId={inference.traceId} /> },
        { key: 'Time', value: <RelativeTime at={inference.at} /> },
        ...servedItems(inference),
        ...inputItems(inference),
        ...detailItems(inference),
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
