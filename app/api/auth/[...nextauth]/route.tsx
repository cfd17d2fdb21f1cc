import { authHandler } from '#lib/access/index.ts';

export const GET = authHandler;
export const POST = authHandler;
