import { Check, ShieldCheck, X } from 'lucide-react';
import Link from 'next/link';
import { StatusBadge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import type { GuardEvent } from '#lib/guardrails/schemas.ts';
import { actionWords, guardWords, stageWords } from './words.ts';

interface EventDetailProps {
  event: GuardEvent;
  onJudge: (verdict: 'right' | 'wrong') => void;
  onRelease: (event: GuardEvent) => void;
}

const verdictWords = { right: 'was right', wrong: 'was wrong', released: 'was released' } as const;

export function EventDetail({ event, onJudge, onRelease }: EventDetailProps) {
  const { verdict, document, knowledge, requestId, endpoint } = event;
  return (
    <Card
      title={`${guardWords[event.guard]} in the ${stageWords[event.stage].toLowerCase()}`}
      actions={
        <StatusBadge tone={event.action === 'flagged' ? 'warn' : 'bad'}>
          {actionWords[event.action]}
        </StatusBadge>
      }
    >
      <div className="flex flex-col gap-3">
        <p className="text-sm">
          <span className="text-muted-foreground">Found: </span>
          {event.kind}
          {event.count > 1 && `, ${event.count} times`}
        </p>
        {event.excerpt !== '' && (
          <blockquote className="rounded-md bg-muted px-3 py-2 text-sm [overflow-wrap:anywhere]">
            {event.excerpt}
          </blockquote>
        )}
        <p className="flex flex-wrap gap-x-3 text-sm">
          {requestId && (
            <Link className="text-accent underline" href={`/inferences/${requestId}`}>
              Open the request
            </Link>
          )}
          {endpoint && (
            <Link
              className="text-accent underline"
              href={`/endpoints/${encodeURIComponent(endpoint)}/guardrails`}
            >
              Guardrails of {endpoint}
            </Link>
          )}
          {document && knowledge && (
            <Link
              className="text-accent underline"
              href={`/knowledge/${encodeURIComponent(knowledge)}?document=${document.id}`}
            >
              Open {document.name}
            </Link>
          )}
        </p>
        {verdict !== null && (
          <p className="text-muted-foreground text-sm">
            {event.reviewedBy} decided that it {verdictWords[verdict]}, <RelativeTime at={event.reviewedAt} />
            .
          </p>
        )}
        <div className="flex flex-wrap gap-2">
          <Button onClick={() => onJudge('right')}>
            <Check aria-hidden />
            Right
          </Button>
          <Button onClick={() => onJudge('wrong')}>
            <X aria-hidden />
            Wrong
          </Button>
          {event.action === 'quarantined' && verdict !== 'released' && (
            <Button onClick={() => onRelease(event)}>
              <ShieldCheck aria-hidden />
              Release the document
            </Button>
          )}
        </div>
      </div>
    </Card>
  );
}
