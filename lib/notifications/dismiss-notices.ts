import type { Caller } from '../access/index.ts';
import { notFound } from '../platform/errors.ts';
import { readerOf } from './list-notices.ts';
import * as store from './notice-store.ts';

/** Puts one notice away for the caller alone. Putting it away twice is an error: it is no longer shown. */
export async function dismissNotice(caller: Caller, id: string): Promise<void> {
  const reader = readerOf(caller);
  if (reader === null || (await store.dismissNotices(reader, id)) === 0) throw notFound('This notice');
}

/** Puts away everything that is shown to the caller. */
export async function dismissNotices(caller: Caller): Promise<void> {
  const reader = readerOf(caller);
  if (reader !== null) await store.dismissNotices(reader, null);
}
