import { readSignInSettings, route, saveSignInSettings } from '#lib/access/index.ts';
import { signInSettingsSchema } from '#lib/access/schemas.ts';

export const GET = route({
  permission: 'settings.read',
  summary: 'Read who must sign in with a second factor',
  output: signInSettingsSchema,
  handle: ({ caller }) => readSignInSettings(caller),
});

export const PUT = route({
  permission: 'settings.write',
  summary: 'Set who must sign in with a second factor',
  body: signInSettingsSchema,
  output: signInSettingsSchema,
  handle: ({ caller, body }) => saveSignInSettings(caller, body),
});
