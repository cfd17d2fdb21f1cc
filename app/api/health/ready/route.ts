import { rateHealth } from '#lib/limits/index.ts';
import { checkHealth } from '#lib/platform/health.ts';
import { documented } from '#lib/platform/http/route-document.ts';

export const dynamic = 'force-dynamic';

/** Whether to send requests here: PostgreSQL, data folder, worker, rate limits, each with its state. Open to everyone. */
export const GET = documented(
  async (): Promise<Response> => {
    const health = await checkHealth({ rateLimits: cutOff });
    return Response.json(health, {
      status: health.status === 'ok' ? 200 : 503,
      headers: { 'cache-control': 'no-store' },
    });
  },
  { dialect: 'console', permission: null, summary: 'Say whether to send requests here' },
);

function cutOff(): string | null {
  const { status, cutOffForMs } = rateHealth();
  const seconds = (cutOffForMs / 1000).toFixed(1);
  return status === 'ok'
    ? null
    : `PostgreSQL has not answered for ${seconds} s: requests are let in as far as this server’s slices go.`;
}
