import { oidcCallbackHandler } from '#lib/access/index.ts';

export const GET = oidcCallbackHandler;
