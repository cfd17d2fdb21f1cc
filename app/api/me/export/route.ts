import { route } from '#lib/access/index.ts';
import { exportOwnData } from '#lib/privacy/index.ts';

export const GET = route({
  permission: 'any-user',
  summary: 'Download everything held of oneself as one archive',
  timeoutMs: null,
  handle: ({ caller }) => exportOwnData(caller),
});
