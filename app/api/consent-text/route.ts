import { route } from '#lib/access/index.ts';
import { consentText, setConsentText } from '#lib/privacy/index.ts';
import { consentTextInputSchema, consentTextSchema } from '#lib/privacy/schemas.ts';

export const GET = route({
  permission: 'settings.read',
  summary: 'Read the text people agree to before their first chat',
  output: consentTextSchema,
  handle: ({ caller }) => consentText(caller),
});

export const PUT = route({
  permission: 'settings.write',
  summary: 'Put a new consent text in force; everybody is asked again',
  body: consentTextInputSchema,
  output: consentTextSchema,
  handle: ({ caller, body }) => setConsentText(caller, body.text),
});
