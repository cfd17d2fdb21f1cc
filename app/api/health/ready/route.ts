import { checkHealth } from '#lib/platform/health.ts';

export const dynamic = 'force-dynamic';

/** Whether to send requests here: PostgreSQL, the data folder and the worker, each with its state. Open to everyone. */
export async function GET(): Promise<Response> {
  const health = await checkHealth();
  return Response.json(health, {
    status: health.status === 'ok' ? 200 : 503,
    headers: { 'cache-control': 'no-store' },
  });
}
