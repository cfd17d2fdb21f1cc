import { RelativeTime } from '#components/ui/relative-time.tsx';
import type { Inference } from '#lib/inference/schemas.ts';
import { FeedbackMark } from './inference-columns.tsx';

/** What people said about the answer. */
export function TraceFeedback({ inference }: { inference: Inference }) {
  if (inference.feedback.length === 0) {
    return <p className="text-base text-muted-foreground">Nobody has rated this answer yet.</p>;
  }
  return (
    <ul className="flex flex-col gap-3">
      {inference.feedback.map((feedback) => (
        <li key={feedback.id} className="flex flex-col gap-1">
          <div className="flex flex-wrap items-center gap-2 text-sm">
            <FeedbackMark thumb={feedback.thumb} stars={feedback.stars} />
            <span className="font-medium">{feedback.requester.name}</span>
            <RelativeTime at={feedback.updatedAt} className="text-muted-foreground" />
            {feedback.reasons.length > 0 && (
              <span className="text-muted-foreground">
                {feedback.reasons.map((reason) => reason.replaceAll('_', ' ')).join(', ')}
              </span>
            )}
          </div>
          {feedback.comment !== '' && <p className="whitespace-pre-line text-base">{feedback.comment}</p>}
          {feedback.correction !== '' && (
            <p className="whitespace-pre-line border-border border-l-2 pl-3 text-base">
              {feedback.correction}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
