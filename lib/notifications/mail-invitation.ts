import { env } from '../platform/env.ts';
import { notify } from './notify.ts';
import type { Tx } from './store.ts';

/** Tells an invited person, and nobody else, where to set up their account. False where no e-mail is sent. */
export async function mailInvitation(
  tx: Tx,
  { email, name, path }: { email: string; name: string; path: string },
): Promise<boolean> {
  if (env().SLIPWAY_SMTP_URL === undefined) return false;
  await notify(tx, {
    topic: 'access.invitation',
    title: 'You are invited to Slipway',
    text: `Hello ${name},\nfollow the link to choose your password and sign in. It works once, for seven days.`,
    secretLink: path,
    to: { subscribers: false, emails: [email] },
  });
  return true;
}
