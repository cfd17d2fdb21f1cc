import { z } from 'zod';
import { type Channel, type ChannelInput, channelInputSchema } from '#lib/notifications/schemas.ts';

/** What the form holds: the fields of every kind, of which some are used. */
export const channelFormSchema = z.object({
  name: z.string(),
  kind: z.enum(['email', 'webhook', 'slack', 'teams', 'pagerduty']),
  /** Separated by commas, spaces or lines. */
  addresses: z.string(),
  url: z.string(),
  /** Of PagerDuty; empty leaves the one that is kept. */
  routingKey: z.string(),
  topics: channelInputSchema.shape.topics.unwrap(),
  enabled: z.boolean(),
});
export type ChannelForm = z.infer<typeof channelFormSchema>;

export function channelFormOf(channel: Channel | null): ChannelForm {
  const target = channel?.target;
  return {
    name: channel?.name ?? '',
    kind: target?.kind ?? 'email',
    addresses: target?.kind === 'email' ? target.addresses.join('\n') : '',
    url: target?.kind === 'webhook' || target?.kind === 'pagerduty' ? target.url : '',
    routingKey: '',
    topics: channel?.topics ?? [],
    enabled: channel?.enabled ?? true,
  };
}

const fieldOf: Record<string, keyof ChannelForm> = {
  name: 'name',
  'target.addresses': 'addresses',
  'target.url': 'url',
  'target.routingKey': 'routingKey',
  topics: 'topics',
};

/** The field that shows what is wrong at this path of the request; undefined for none. */
export function fieldAt(path: string): keyof ChannelForm | undefined {
  return fieldOf[path.replace(/\.\d+$/, '')];
}

/** The request, or what is wrong with it by path. */
export function channelInputOf(form: ChannelForm): z.ZodSafeParseResult<ChannelInput> {
  const { name, topics, enabled } = form;
  return channelInputSchema.safeParse({ name, target: targetOf(form), topics, enabled });
}

function targetOf({ kind, addresses, url, routingKey }: ChannelForm): object {
  const given = (text: string) => text.trim() || undefined;
  switch (kind) {
    case 'email':
      return { kind, addresses: addresses.split(/[\s,;]+/).filter((address) => address !== '') };
    case 'webhook':
      return { kind, url: url.trim() };
    case 'slack':
    case 'teams':
      return { kind, url: given(url) };
    case 'pagerduty':
      return { kind, routingKey: given(routingKey), url: given(url) };
  }
}
