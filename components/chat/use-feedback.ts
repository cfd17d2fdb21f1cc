'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { toast } from 'sonner';
import type { z } from 'zod';
import type { chatFeedbackSchema } from '#lib/chat/schemas.ts';
import { describeError, fetchJson } from '#lib/client/api.ts';
import { queryKeys } from '#lib/client/query-keys.ts';
import {
  type FeedbackInput,
  feedbackInputSchema,
  feedbackReasonSchema,
  feedbackSchema,
} from '#lib/inference/schemas.ts';

export type GivenFeedback = z.infer<typeof chatFeedbackSchema>;

const none: FeedbackInput = feedbackInputSchema.parse({});

/** The reader's verdict on one answer: shown at once, taken back when the server refuses it. */
export function useFeedback(requestId: string, given: GivenFeedback | null) {
  const client = useQueryClient();
  const [feedback, setFeedback] = useState<FeedbackInput>(given ? inputOf(given) : none);
  const mutation = useMutation({
    mutationFn: (input: FeedbackInput) =>
      fetchJson(`/api/feedback/${requestId}`, feedbackSchema, { method: 'PUT', json: input }),
    onSuccess: (saved) => {
      setFeedback(inputOf(saved));
      return client.invalidateQueries({ queryKey: queryKeys.conversations.all });
    },
  });
  const give = (change: Partial<FeedbackInput>, onSaved?: () => void) => {
    const before = feedback;
    const next = { ...feedback, ...change };
    setFeedback(next);
    mutation.mutate(next, {
      onSuccess: onSaved,
      onError: (error) => {
        setFeedback(before);
        toast.error('Your feedback was not saved.', { description: describeError(error).message });
      },
    });
  };
  return { feedback, give, saving: mutation.isPending };
}

/** Reasons of a later version that this screen does not know are left as they are on the server until changed. */
function inputOf(given: GivenFeedback): FeedbackInput {
  const { thumb, stars, comment, correction } = given;
  const reasons = given.reasons.flatMap((reason) => feedbackReasonSchema.safeParse(reason).data ?? []);
  return { thumb, stars, reasons, comment, correction };
}
