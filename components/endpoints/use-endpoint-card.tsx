'use client';

import Link from 'next/link';
import { useState } from 'react';
import { useVersion } from '#components/models/queries.ts';
import { Card } from '#components/ui/card.tsx';
import { CodeBlock } from '#components/ui/code-block.tsx';
import { Field } from '#components/ui/field.tsx';
import { Switch } from '#components/ui/switch.tsx';
import { UrlTabs } from '#components/ui/tabs.tsx';
import type { InputValues } from '#lib/chain/schemas.ts';
import { canAt, useMe } from '#lib/client/use-me.ts';
import { useOrigin } from '#lib/client/use-origin.ts';
import type { EndpointSummary } from '#lib/serving/schemas.ts';
import { sampleInputs } from './literals.ts';
import { type Client, clients, endpointSnippets } from './snippets.ts';

const words: Record<Client, { label: string; title: string }> = {
  curl: { label: 'curl', title: 'Shell' },
  python: { label: 'Python', title: 'openai for Python' },
  typescript: { label: 'TypeScript', title: 'openai for TypeScript' },
  langchain: { label: 'LangChain', title: 'langchain-openai for Python' },
  'langchain-js': { label: 'LangChain JS', title: '@langchain/openai' },
  mlflow: { label: 'MLflow', title: 'mlflow.deployments' },
};

/** How an application calls the endpoint. */
export function UseEndpointCard({ endpoint }: { endpoint: EndpointSummary }) {
  const origin = useOrigin();
  const inputs = useInputs(endpoint);
  const [stream, setStream] = useState(false);
  const snippets = endpointSnippets({ origin, endpoint: endpoint.name, inputs, stream });
  return (
    <Card
      title="Use this endpoint"
      description={
        <>
          Any OpenAI client works. Make a key under{' '}
          <Link href="/account/keys" className="text-accent-text underline underline-offset-2">
            your API keys
          </Link>{' '}
          and set it as SLIPWAY_KEY.
        </>
      }
    >
      <UrlTabs
        label="Client"
        param="client"
        items={clients.map((client) => ({
          value: client,
          label: words[client].label,
          content: <CodeBlock code={snippets[client]} title={words[client].title} />,
        }))}
      />
      <Field label="Stream the answer" layout="inline" className="pt-3">
        {(control) => <Switch {...control} checked={stream} onCheckedChange={setStream} />}
      </Field>
    </Card>
  );
}

/** Values for the inputs of the version with the largest share; none when it has none or may not be read. */
function useInputs({ servedEntities }: EndpointSummary): InputValues {
  const [main] = servedEntities.toSorted((a, b) => b.trafficPercentage - a.trafficPercentage);
  const me = useMe().data;
  const named = main !== undefined && main.target.by !== 'external' ? main.target.model : '';
  const model = canAt(me, 'models.read', { kind: 'model', name: named }) ? named : '';
  const version = useVersion(model, model === '' ? null : (main?.resolvedVersion ?? null));
  const input = version.data?.chain.input;
  return input?.example?.inputs ?? sampleInputs(input?.variables ?? {});
}
