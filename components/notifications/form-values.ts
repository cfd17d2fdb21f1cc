import { z } from 'zod';
import { type Channel, type ChannelInput, channelInputSchema } from '#lib/notifications/schemas.ts';

/** What the form holds: both kinds' fields, of which one is used. */
export const channelFormSchema = z.object({
  name: z.string(),
  kind: z.enum(['email', 'webhook']),
  /** Separated by commas, spaces or lines. */
  addresses: z.string(),
  url: z.string(),
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
    url: target?.kind === 'webhook' ? target.url : '',
    topics: channel?.topics ?? [],
    enabled: channel?.enabled ?? true,
  };
}

const fieldOf: Record<string, keyof ChannelForm> = {
  name: 'name',
  'target.addresses': 'addresses',
  'target.url': 'url',
  topics: 'topics',
};

/** The field that shows what is wrong at this path of the request; undefined for none. */
export function fieldAt(path: string): keyof ChannelForm | undefined {
  return fieldOf[path.replace(/\.\d+$/, '')];
}

/** The request, or what is wrong with it by path. */
export function channelInputOf(form: ChannelForm): z.ZodSafeParseResult<ChannelInput> {
  const { name, kind, topics, enabled } = form;
  const target =
    kind === 'email'
      ? { kind, addresses: form.addresses.split(/[\s,;]+/).filter((address) => address !== '') }
      : { kind, url: form.url.trim() };
  return channelInputSchema.safeParse({ name, target, topics, enabled });
}
