import { renewRecoveryCodes, route } from '#lib/access/index.ts';
import { recoveryCodesSchema, removeSecondFactorSchema } from '#lib/access/schemas.ts';

export const POST = route({
  permission: 'any-user',
  summary: 'Make new recovery codes',
  body: removeSecondFactorSchema,
  output: recoveryCodesSchema,
  secretAnswer: true,
  handle: async ({ caller, body }) => ({ recoveryCodes: await renewRecoveryCodes(caller, body) }),
});
