'use client';

import { MessageSquarePlus, ThumbsDown, ThumbsUp } from 'lucide-react';
import { useState } from 'react';
import { cn } from '#components/ui/cn.ts';
import { IconButton } from '#components/ui/icon-button.tsx';
import { FeedbackDetails } from './feedback-details.tsx';
import { type GivenFeedback, useFeedback } from './use-feedback.ts';

interface FeedbackBarProps {
  requestId: string;
  /** What this reader said before. */
  given: GivenFeedback | null;
}

/** One click for the verdict; the details only if wanted. */
export function FeedbackBar({ requestId, given }: FeedbackBarProps) {
  const { feedback, give, saving } = useFeedback(requestId, given);
  const [open, setOpen] = useState(false);
  const { thumb } = feedback;
  const hasDetails = feedback.stars !== null || feedback.reasons.length > 0 || feedback.comment !== '';

  const rate = (next: 'up' | 'down') => {
    const value = thumb === next ? null : next;
    give({ thumb: value });
    setOpen(value === 'down');
  };
  return (
    <>
      <fieldset aria-label="Rate this answer" className="flex items-center gap-x-1">
        <IconButton
          label={thumb === 'up' ? 'Rated as helpful: take it back' : 'Helpful'}
          aria-pressed={thumb === 'up'}
          icon={<ThumbsUp aria-hidden className={cn(thumb === 'up' && 'fill-current')} />}
          className={cn(thumb === 'up' && 'text-ok hover:text-ok')}
          onClick={() => rate('up')}
        />
        <IconButton
          label={thumb === 'down' ? 'Rated as not helpful: take it back' : 'Not helpful'}
          aria-pressed={thumb === 'down'}
          icon={<ThumbsDown aria-hidden className={cn(thumb === 'down' && 'fill-current')} />}
          className={cn(thumb === 'down' && 'text-bad hover:text-bad')}
          onClick={() => rate('down')}
        />
        <IconButton
          label={hasDetails ? 'Change your comment' : 'Say more'}
          aria-expanded={open}
          icon={<MessageSquarePlus aria-hidden className={cn(hasDetails && 'fill-accent-soft')} />}
          className={cn(hasDetails && 'text-accent-text')}
          onClick={() => setOpen(!open)}
        />
      </fieldset>
      {open && (
        <FeedbackDetails
          feedback={feedback}
          saving={saving}
          onSave={(change) => give(change, () => setOpen(false))}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
