import { route } from '#lib/access/index.ts';
import { giveConsent, ownConsent } from '#lib/privacy/index.ts';
import { giveConsentSchema, ownConsentSchema } from '#lib/privacy/schemas.ts';

export const GET = route({
  permission: 'any-user',
  summary: 'Read what one is asked to agree to before chatting, and whether one did',
  output: ownConsentSchema,
  handle: ({ caller }) => ownConsent(caller),
});

export const POST = route({
  permission: 'any-user',
  summary: 'Agree to the consent text',
  body: giveConsentSchema,
  output: ownConsentSchema,
  handle: ({ caller, body }) => giveConsent(caller, body.version),
});
