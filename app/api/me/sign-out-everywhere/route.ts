import { route, signOutEverywhere } from '#lib/access/index.ts';

export const POST = route({
  permission: 'any-user',
  summary: 'Sign out everywhere',
  handle: async ({ caller }) => {
    await signOutEverywhere(caller);
    return undefined;
  },
});
