import { checkHealth } from '#lib/platform/health.ts';
import { documented } from '#lib/platform/http/route-document.ts';

export const dynamic = 'force-dynamic';

/** Whether to send requests here: PostgreSQL, the data folder and the worker, each with its state. Open to everyone. */
export const GET = documented(
  async (): Promise<Response> => {
    const health = await checkHealth();
    return Response.json(health, {
      status: health.status === 'ok' ? 200 : 503,
      headers: { 'cache-control': 'no-store' },
    });
  },
  { dialect: 'console', permission: null, summary: 'Say whether to send requests here' },
);
