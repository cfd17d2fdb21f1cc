'use client';

import { Star } from 'lucide-react';
import { useId, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { cn } from '#components/ui/cn.ts';
import { Textarea } from '#components/ui/textarea.tsx';
import type { FeedbackInput, FeedbackReason } from '#lib/inference/schemas.ts';

const reasonLabel: Record<FeedbackReason, string> = {
  wrong_source: 'Wrong source',
  outdated: 'Outdated',
  incomplete: 'Incomplete',
  made_up: 'Made up',
  should_have_refused: 'Should have refused',
  missing_document: 'Missing document',
  other: 'Other',
};

interface FeedbackDetailsProps {
  feedback: FeedbackInput;
  saving: boolean;
  onSave: (change: Pick<FeedbackInput, 'reasons' | 'comment' | 'stars'>) => void;
  onClose: () => void;
}

export function FeedbackDetails({ feedback, saving, onSave, onClose }: FeedbackDetailsProps) {
  const id = useId();
  const [reasons, setReasons] = useState<readonly FeedbackReason[]>(feedback.reasons);
  const [comment, setComment] = useState(feedback.comment);
  const [stars, setStars] = useState(feedback.stars);
  const toggle = (reason: FeedbackReason) =>
    setReasons(reasons.includes(reason) ? reasons.filter((one) => one !== reason) : [...reasons, reason]);
  return (
    <form
      aria-label="Details of your rating"
      className="mt-1 flex w-full animate-fade-in flex-col gap-3 rounded-md border border-border bg-surface p-4"
      onSubmit={(event) => {
        event.preventDefault();
        onSave({ reasons: [...reasons], comment, stars });
      }}
    >
      <fieldset className="flex flex-wrap gap-1.5">
        <legend className="pb-1.5 font-medium text-sm">What was wrong?</legend>
        {(Object.keys(reasonLabel) as FeedbackReason[]).map((reason) => (
          <button
            key={reason}
            type="button"
            aria-pressed={reasons.includes(reason)}
            onClick={() => toggle(reason)}
            className={cn(
              'h-7 rounded-full border border-border px-3 text-sm transition-colors hover:bg-hover max-md:h-9',
              reasons.includes(reason) && 'border-accent bg-accent-soft text-accent-text',
            )}
          >
            {reasonLabel[reason]}
          </button>
        ))}
      </fieldset>
      <Stars value={stars} onChange={setStars} />
      <div className="flex flex-col gap-1.5">
        <label htmlFor={id} className="font-medium text-sm">
          Comment
        </label>
        <Textarea
          id={id}
          rows={2}
          dir="auto"
          maxLength={4000}
          value={comment}
          placeholder="What should it have said? Where does it stand?"
          onChange={(event) => setComment(event.target.value)}
        />
      </div>
      <div className="flex justify-end gap-2">
        <Button size="sm" onClick={onClose}>
          Close
        </Button>
        <Button size="sm" variant="primary" type="submit" busy={saving}>
          Save feedback
        </Button>
      </div>
    </form>
  );
}

const scale = [1, 2, 3, 4, 5] as const;

/** 1–5 as radio buttons; the chosen one again takes it back. */
function Stars({ value, onChange }: { value: number | null; onChange: (value: number | null) => void }) {
  const name = useId();
  return (
    <fieldset className="flex items-center gap-0.5">
      <legend className="sr-only">Stars</legend>
      {scale.map((star) => (
        <label
          key={star}
          className="cursor-pointer rounded-sm p-0.5 has-focus-visible:outline-2 has-focus-visible:outline-ring"
        >
          <input
            type="radio"
            name={name}
            checked={value === star}
            onChange={() => onChange(star)}
            onClick={() => value === star && onChange(null)}
            className="sr-only"
          />
          <span className="sr-only">
            {star} {star === 1 ? 'star' : 'stars'}
          </span>
          <Star
            aria-hidden
            className={cn(
              'size-5 text-muted-foreground',
              value !== null && star <= value && 'fill-warn text-warn',
            )}
          />
        </label>
      ))}
      <span className="pl-2 text-muted-foreground text-sm">
        {value === null ? 'No stars yet' : `${value} of 5`}
      </span>
    </fieldset>
  );
}
