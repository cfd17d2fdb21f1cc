'use client';

import { KeyRound } from 'lucide-react';
import Link from 'next/link';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { CodeBlock } from '#components/ui/code-block.tsx';
import { can, useMe } from '#lib/client/use-me.ts';
import { useOrigin } from '#lib/client/use-origin.ts';
import { connectVariables, firstRun } from './connect-snippet.ts';

/** How an MLflow client comes to log here: two variables, a key, and a first run to try. */
export function ConnectMlflow({ experiment }: { experiment: string }) {
  const me = useMe();
  const origin = useOrigin();
  return (
    <Card
      title="Log runs with MLflow"
      description="Point your scripts here with two environment variables; nothing else in them changes."
      actions={
        can(me.data, 'keys.own') && (
          <Button asChild size="sm">
            <Link href="/account/keys">
              <KeyRound aria-hidden />
              Create an API key
            </Link>
          </Button>
        )
      }
    >
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <CodeBlock title="Environment" code={connectVariables(origin)} />
        <CodeBlock title="A first run in Python" code={firstRun(experiment)} />
      </div>
    </Card>
  );
}
