'use client';

import { MessageSquareText } from 'lucide-react';
import Link from 'next/link';
import { EnvironmentBadge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { CodeBlock } from '#components/ui/code-block.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { UrlTabs } from '#components/ui/tabs.tsx';
import { useMe } from '#lib/client/use-me.ts';
import type { Inference } from '#lib/inference/schemas.ts';
import { AnswerText } from './answer-text.tsx';
import { useInference } from './queries.ts';
import { RetrievedPassages } from './retrieved-passages.tsx';
import { InferenceStatusBadge, statusMeaning } from './status.tsx';
import { ToolCalls } from './tool-calls.tsx';
import { TraceFacts } from './trace-facts.tsx';
import { TraceFeedback } from './trace-feedback.tsx';
import { Waterfall } from './waterfall.tsx';

/** Why this answer? One request with everything behind it. */
export function TracePage({ requestId }: { requestId: string }) {
  const query = useInference(requestId);
  if (query.data) return <Trace inference={query.data} />;
  if (query.error) {
    return (
      <ErrorState
        error={query.error}
        title="This request could not be loaded."
        onRetry={() => void query.refetch()}
      />
    );
  }
  return (
    <div className="flex flex-col gap-4" aria-busy="true">
      <Skeleton className="h-8 w-2/3" />
      <Skeleton className="h-40 w-full" />
      <Skeleton className="h-64 w-full" />
    </div>
  );
}

function titleWithout({ textRemovedAt }: Inference): string {
  return textRemovedAt === null
    ? 'A request without a question'
    : 'A request whose text is not stored (any more)';
}

function Trace({ inference }: { inference: Inference }) {
  const me = useMe();
  const own = inference.source === 'chat' && inference.requester.id === me.data?.id;
  return (
    <>
      <PageHeader
        title={inference.question || titleWithout(inference)}
        badges={
          <>
            <InferenceStatusBadge status={inference.status} />
            {inference.environment !== null && <EnvironmentBadge environment={inference.environment} />}
          </>
        }
        description={statusMeaning[inference.status]}
        actions={
          own && inference.conversationId !== null ? (
            <Button asChild>
              <Link href={`/chat/${inference.conversationId}`}>
                <MessageSquareText aria-hidden />
                Open conversation
              </Link>
            </Button>
          ) : undefined
        }
      />
      <div className="grid gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="flex min-w-0 flex-col gap-4">
          {inference.errorMessage !== null && (
            <Card title={`What failed: ${inference.errorCode}`}>
              <p className="text-base">{inference.errorMessage}</p>
            </Card>
          )}
          <Card title="Answer">
            <AnswerText inference={inference} />
          </Card>
          {inference.toolCalls.length > 0 && (
            <Card title="Tools the model wanted called">
              <ToolCalls calls={inference.toolCalls} />
            </Card>
          )}
          <Card title="Time">
            <Waterfall inference={inference} />
          </Card>
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <Card title="Facts">
            <TraceFacts inference={inference} />
          </Card>
          <Card title="Feedback">
            <TraceFeedback inference={inference} />
          </Card>
        </div>
      </div>
      <UrlTabs
        label="Details"
        className="mt-6"
        items={[
          {
            value: 'passages',
            label: 'Passages',
            count: inference.retrieved?.length ?? 0,
            content: (
              <Card flush>
                <RetrievedPassages inference={inference} />
              </Card>
            ),
          },
          { value: 'prompt', label: 'Prompt as sent', content: <Turns turns={inference.prompt ?? []} /> },
          { value: 'input', label: 'Conversation as received', content: <Turns turns={inference.input} /> },
          {
            value: 'json',
            label: 'JSON',
            content: (
              <CodeBlock code={JSON.stringify(inference, null, 2)} title="GET /api/inferences/{requestId}" />
            ),
          },
        ]}
      />
    </>
  );
}

function Turns({ turns }: { turns: Inference['input'] }) {
  if (turns.length === 0) {
    return <p className="text-base text-muted-foreground">The request ended before a prompt was made.</p>;
  }
  const numbered = turns.map((turn, index) => ({ ...turn, key: `${index}-${turn.role}` }));
  return (
    <div className="flex flex-col gap-3">
      {numbered.map((turn) => (
        <div key={turn.key} className="flex flex-col gap-3">
          {(turn.content !== '' || turn.toolCalls === undefined) && (
            <CodeBlock title={turn.role} code={turn.content} wrap />
          )}
          <ToolCalls calls={turn.toolCalls ?? []} />
        </div>
      ))}
    </div>
  );
}
