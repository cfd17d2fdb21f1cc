/** The public status page: what is set, and what everybody sees. Safe for the browser. */
import { z } from 'zod';
import { endpointNameSchema } from '../serving/schemas.ts';

export const statusEntrySchema = z
  .object({
    endpoint: endpointNameSchema,
    /** What the public reads instead of the endpoint's name. */
    publicName: z.string().trim().min(1, 'Give it a name for the public.').max(120),
  })
  .strict();

export const statusSettingsSchema = z
  .object({
    enabled: z.boolean(),
    title: z.string().trim().min(1, 'Give the page a title.').max(120),
    intro: z.string().trim().max(1000).default(''),
    entries: z
      .array(statusEntrySchema)
      .max(50)
      .refine((entries) => new Set(entries.map(({ publicName }) => publicName)).size === entries.length, {
        error: 'Each entry needs a public name of its own.',
      }),
  })
  .strict();
export type StatusSettings = z.infer<typeof statusSettingsSchema>;

export const noticeStages = ['investigating', 'identified', 'monitoring', 'resolved'] as const;
export const noticeStageSchema = z.enum(noticeStages);
export type NoticeStage = (typeof noticeStages)[number];

const updateText = z.string().trim().min(1, 'Write what is known.').max(2000);

export const noticeInputSchema = z
  .object({
    title: z.string().trim().min(1, 'Give the incident a title.').max(200),
    stage: noticeStageSchema.default('investigating'),
    text: updateText,
  })
  .strict();
export type NoticeInput = z.infer<typeof noticeInputSchema>;

export const noticeUpdateSchema = z.object({ stage: noticeStageSchema, text: updateText }).strict();
export type NoticeUpdate = z.infer<typeof noticeUpdateSchema>;

const publicNoticeSchema = z.object({
  title: z.string(),
  startedAt: z.iso.datetime(),
  resolvedAt: z.iso.datetime().nullable(),
  /** Newest first. */
  updates: z.array(z.object({ stage: noticeStageSchema, text: z.string(), at: z.iso.datetime() })),
});

export const noticeSchema = publicNoticeSchema.extend({ id: z.string() });
export type Notice = z.infer<typeof noticeSchema>;

/** For those who set the page up. */
export const statusAdminSchema = z.object({
  settings: statusSettingsSchema,
  /** Newest first, at most 50. */
  notices: z.array(noticeSchema),
});
export type StatusAdmin = z.infer<typeof statusAdminSchema>;

export const publicStates = ['operational', 'degraded', 'down', 'unknown'] as const;
export const publicStateSchema = z.enum(publicStates);
export type PublicState = (typeof publicStates)[number];

/** All that the public is told: no internal names, ids, errors or versions. */
export const publicStatusSchema = z
  .object({
    title: z.string(),
    intro: z.string(),
    state: publicStateSchema,
    /** When this was put together. */
    at: z.iso.datetime(),
    entries: z.array(
      z
        .object({
          name: z.string(),
          state: publicStateSchema,
          /** Share of checks that passed over the days shown, 0–1; null when nothing is known. */
          uptime: z.number().nullable(),
          /** Days in UTC, oldest first; `share` is null for days of which nothing is known. */
          days: z.array(z.object({ day: z.iso.date(), share: z.number().nullable() })),
        })
        .strict(),
    ),
    /** Those going on, and those of the last two weeks. */
    incidents: z.array(publicNoticeSchema.strict()),
  })
  .strict();
export type PublicStatus = z.infer<typeof publicStatusSchema>;
