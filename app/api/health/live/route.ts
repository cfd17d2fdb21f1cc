import { documented } from '#lib/platform/http/route-document.ts';

export const dynamic = 'force-dynamic';

/** Answers while the process serves at all, also while it drains: no answer means "restart me". */
export const GET = documented(
  (): Response => Response.json({ status: 'ok' }, { headers: { 'cache-control': 'no-store' } }),
  { dialect: 'console', permission: null, summary: 'Say that the process serves' },
);
