/** Shapes of the notifications feature that the server and the screens share. */
import { z } from 'zod';
import { emailSchema, permissionSchema } from '../access/schemas.ts';

/** What can be told, in the words of the screens. Features add a row for what they tell. */
export const topics = {
  'quota.warning': 'A quota is nearly used up',
  'quota.exceeded': 'A quota is used up',
  'limit.refused': 'Requests are refused by a rate limit',
  'guardrail.finding': 'A guardrail held something back',
  'change.requested': 'A production change waits for approval',
  'change.decided': 'A production change was approved or refused',
  'privacy.finished': 'An export or erasure of a person’s data is done',
  'access.invitation': 'Somebody is invited',
  'access.warning': 'A sign-in needs attention',
  'audit.broken': 'The audit trail no longer verifies',
  'alert.firing': 'An alert fires',
  'alert.resolved': 'An alert is over',
  'alert.acknowledged': 'Somebody takes care of an alert',
  'alert.action': 'An alert asks for retraining',
  'report.due': 'A report of the overview',
  'notifications.test': 'A test of a channel',
} as const;

export type Topic = keyof typeof topics;
export const topicNames = Object.keys(topics) as Topic[];
export const topicSchema = z.enum(topicNames as [Topic, ...Topic[]]);

const askedFor: readonly Topic[] = ['access.invitation', 'report.due', 'notifications.test'];
/** What a channel may subscribe to: an invitation holds a secret for one person; reports and tests are asked for. */
export const subscribableTopics: readonly Topic[] = topicNames.filter((topic) => !askedFor.includes(topic));

export const severitySchema = z.enum(['info', 'warning', 'critical']);
export type Severity = z.infer<typeof severitySchema>;

const lineOf = (longest: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .regex(/^\P{Cc}*$/u, 'Control characters are not allowed.');

/** A path within the console; a full address is made of it with the console's own. */
const pathSchema = z
  .string()
  .max(2000)
  .regex(/^\/(?![/\\])[^\s\\]*$/, 'Give a path that starts with one slash.');

export const notificationSchema = z.object({
  topic: topicSchema,
  severity: severitySchema.default('info'),
  title: lineOf(200),
  /** Plain text; line breaks are kept. */
  text: z.string().trim().min(1).max(4000),
  /** The same for mail programs that show it; made by us, never from what somebody wrote. */
  html: z.string().max(200_000).optional(),
  /** Files that letters carry; other channels leave them out. */
  files: z
    .array(
      z.object({
        name: lineOf(120),
        mediaType: z.string().max(100),
        content: z.instanceof(Uint8Array<ArrayBuffer>),
      }),
    )
    .max(5)
    .default([]),
  link: pathSchema.optional(),
  /**
   * A link that lets whoever holds it in, e.g. an invitation's. Kept sealed, given to `to.emails` alone, and forgotten
   * once it is delivered.
   */
  secretLink: pathSchema.optional(),
  /** What programs read of it in a webhook. */
  data: z.record(z.string().max(100), z.json()).default({}),
  /** A further notification of the topic with the same key says nothing: `quota:<id>:2026-11:80`. */
  dedupeKey: z.string().min(1).max(300).optional(),
  to: z
    .object({
      /** Every enabled channel that subscribes to the topic; so by default. */
      subscribers: z.boolean().default(true),
      /** These channels as well, by id, whether or not they subscribe. */
      channels: z.array(z.uuid()).max(50).default([]),
      /** These people as well, one message each. */
      emails: z.array(emailSchema).max(200).default([]),
    })
    .prefault({}),
  /** Shows it in the console, to whoever holds the permission and to the users named. */
  notice: z
    .object({
      permission: permissionSchema.optional(),
      userIds: z.array(z.uuid()).max(1000).default([]),
      /** Shown this long at most. */
      days: z.number().min(0.01).max(90).default(14),
    })
    .optional(),
});
export type NotificationInput = z.input<typeof notificationSchema>;

const channelNameSchema = lineOf(100);

const webAddressSchema = z
  .url({ protocol: /^https?$/, error: 'Enter an address that starts with https:// or http://.' })
  .max(2000);

const emailTargetSchema = z.object({
  kind: z.literal('email'),
  addresses: z.array(emailSchema).min(1, 'Enter at least one address.').max(50),
});
const webhookTargetSchema = z.object({ kind: z.literal('webhook'), url: webAddressSchema });

/** PagerDuty's own; the service region of the EU has another (Events API v2). */
export const pagerDutyUrl = 'https://events.pagerduty.com/v2/enqueue';
const routingKeySchema = z
  .string()
  .trim()
  .regex(/^[a-zA-Z0-9]{32}$/, 'Enter the integration key of 32 letters and digits (Events API v2).');

/**
 * What each kind of channel needs. Whoever knows the address of an incoming webhook of Slack or Teams, or a routing key, can
 * post there: they are kept sealed and shown no more. Left out of a change, they stay as they are.
 */
export const channelTargetInputSchema = z.discriminatedUnion('kind', [
  emailTargetSchema,
  webhookTargetSchema,
  z.object({ kind: z.literal('slack'), url: webAddressSchema.optional() }),
  z.object({ kind: z.literal('teams'), url: webAddressSchema.optional() }),
  z.object({
    kind: z.literal('pagerduty'),
    routingKey: routingKeySchema.optional(),
    url: webAddressSchema.default(pagerDutyUrl),
  }),
]);
export type ChannelTargetInput = z.infer<typeof channelTargetInputSchema>;

/** A channel's target as it is kept and shown. `hint` tells two secrets apart and opens nothing. */
export const channelTargetSchema = z.discriminatedUnion('kind', [
  emailTargetSchema,
  webhookTargetSchema,
  z.object({ kind: z.literal('slack'), hint: z.string() }),
  z.object({ kind: z.literal('teams'), hint: z.string() }),
  z.object({ kind: z.literal('pagerduty'), hint: z.string(), url: z.string() }),
]);
export type ChannelTarget = z.infer<typeof channelTargetSchema>;
export type ChannelKind = ChannelTarget['kind'];

export const channelInputSchema = z.object({
  name: channelNameSchema,
  target: channelTargetInputSchema,
  topics: z.array(topicSchema).max(topicNames.length).default([]),
  enabled: z.boolean().default(true),
});
export type ChannelInput = z.infer<typeof channelInputSchema>;

export const channelSchema = z.object({
  id: z.string(),
  name: z.string(),
  target: channelTargetSchema,
  topics: z.array(topicSchema),
  enabled: z.boolean(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type Channel = z.infer<typeof channelSchema>;

/** A channel with the secret its webhooks are signed with, shown once; null for other kinds. */
export const createdChannelSchema = channelSchema.extend({ secret: z.string().nullable() });
export type CreatedChannel = z.infer<typeof createdChannelSchema>;

export const channelListSchema = z.object({
  items: z.array(channelSchema),
  /** Whether e-mail can be sent at all, and as whom. */
  mail: z.object({ configured: z.boolean(), from: z.string() }),
});
export type ChannelList = z.infer<typeof channelListSchema>;

export const deliveryStates = ['waiting', 'sending', 'delivered', 'failed'] as const;
export const deliveryStateSchema = z.enum(deliveryStates);
export type DeliveryState = z.infer<typeof deliveryStateSchema>;

export const deliverySchema = z.object({
  id: z.string(),
  topic: z.string(),
  severity: severitySchema,
  title: z.string(),
  kind: z.string(),
  /** Null for addresses that were named directly. */
  channel: z.object({ id: z.string(), name: z.string() }).nullable(),
  addresses: z.array(z.string()),
  state: deliveryStateSchema,
  attempts: z.number().int(),
  lastError: z.string().nullable(),
  createdAt: z.iso.datetime(),
  deliveredAt: z.iso.datetime().nullable(),
});
export type Delivery = z.infer<typeof deliverySchema>;

export const listDeliveriesQuerySchema = z.object({
  channelId: z.uuid().optional(),
  state: deliveryStateSchema.optional(),
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(200).default(25),
});
export type ListDeliveriesQuery = z.infer<typeof listDeliveriesQuerySchema>;

export const deliveryListSchema = z.object({ items: z.array(deliverySchema), total: z.number().int() });
export type DeliveryList = z.infer<typeof deliveryListSchema>;

export const noticeSchema = z.object({
  id: z.string(),
  topic: z.string(),
  severity: severitySchema,
  title: z.string(),
  text: z.string(),
  link: z.string().nullable(),
  createdAt: z.iso.datetime(),
});
export type Notice = z.infer<typeof noticeSchema>;

/** Newest first; `more` says that there are older ones. */
export const noticeListSchema = z.object({ items: z.array(noticeSchema), more: z.boolean() });
export type NoticeList = z.infer<typeof noticeListSchema>;
