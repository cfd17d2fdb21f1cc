import { z } from 'zod';
import type { ClaimedDelivery } from './delivery-store.ts';
import { consoleAddress } from './message.ts';

export type Told = ClaimedDelivery['notification'];

/** Address of where to look, when the console knows its own; services open no bare paths. */
export function addressOf({ link }: Told): string | null {
  const address = link === null ? null : consoleAddress(link);
  return address?.startsWith('http') ? address : null;
}

/** What alerts say of the conversation a message belongs to; see `lib/alerts/message-of.ts`. */
const threadSchema = z.object({
  thread: z.string(),
  status: z.enum(['firing', 'resolved', 'acknowledged']),
  ended: z.boolean().default(false),
});

/** Null for what is no part of a conversation. */
export function threadOf({ data }: Told): z.infer<typeof threadSchema> | null {
  const parsed = threadSchema.safeParse(data);
  return parsed.success ? parsed.data : null;
}

export function cut(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}
