/** Shapes of the chat that the server and the screens share. */
import { z } from 'zod';
import { feedbackSchema } from '../inference/schemas.ts';
import { answerDetailSchema, endpointNameSchema } from '../serving/schemas.ts';

export const conversationSummarySchema = z.object({
  id: z.string(),
  title: z.string(),
  endpoint: z.string(),
  pinnedAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type ConversationSummary = z.infer<typeof conversationSummarySchema>;

/** The reader's own rating. */
export const chatFeedbackSchema = feedbackSchema.pick({
  thumb: true,
  stars: true,
  reasons: true,
  comment: true,
  correction: true,
});

export const chatMessageSchema = z.object({
  id: z.string(),
  parentId: z.string().nullable(),
  role: z.enum(['user', 'assistant']),
  content: z.string(),
  status: z.enum(['streaming', 'complete', 'stopped', 'failed']),
  requestId: z.string().nullable(),
  detail: answerDetailSchema.nullable(),
  feedback: chatFeedbackSchema.nullable(),
  createdAt: z.iso.datetime(),
});
export type ChatMessage = z.infer<typeof chatMessageSchema>;

/** A conversation with its whole tree of messages; the screen shows the branch that ends in `leafMessageId`. */
export const conversationSchema = conversationSummarySchema.extend({
  leafMessageId: z.string().nullable(),
  messages: z.array(chatMessageSchema),
});
export type Conversation = z.infer<typeof conversationSchema>;

/** `POST /api/chat`: ask in a conversation. Ids are made by the client, so a retried request is not asked twice. */
export const askSchema = z
  .object({
    conversationId: z.uuid({ version: 'v7' }),
    endpoint: endpointNameSchema.default('assistant'),
    /** New question: its text, id and the message it follows (null at the start). */
    question: z
      .object({
        id: z.uuid({ version: 'v7' }),
        parentId: z.uuid().nullable(),
        content: z.string().trim().min(1).max(100_000),
      })
      .optional(),
    /** Regenerate: the existing question to answer once more. */
    questionId: z.uuid().optional(),
    /** Id of the answer to come. */
    answerId: z.uuid({ version: 'v7' }),
  })
  .refine((ask) => (ask.question === undefined) !== (ask.questionId === undefined), {
    message: 'Send either a new question or the id of one to answer again.',
  });
export type Ask = z.infer<typeof askSchema>;
