'use client';

import Link from 'next/link';
import { Card } from '#components/ui/card.tsx';
import { CodeBlock } from '#components/ui/code-block.tsx';
import { UrlTabs } from '#components/ui/tabs.tsx';
import { useOrigin } from '#lib/client/use-origin.ts';
import { endpointSnippets } from './snippets.ts';

/** How an application calls the endpoint. */
export function UseEndpointCard({ name }: { name: string }) {
  const origin = useOrigin();
  const { curl, python, typescript } = endpointSnippets(origin, name);
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
        items={[
          { value: 'curl', label: 'curl', content: <CodeBlock code={curl} title="Shell" /> },
          {
            value: 'python',
            label: 'Python',
            content: <CodeBlock code={python} title="openai for Python" />,
          },
          {
            value: 'typescript',
            label: 'TypeScript',
            content: <CodeBlock code={typescript} title="openai for TypeScript" />,
          },
        ]}
      />
    </Card>
  );
}
