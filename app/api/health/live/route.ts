export const dynamic = 'force-dynamic';

/** Answers while the process serves at all, also while it drains: no answer means "restart me". */
export function GET(): Response {
  return Response.json({ status: 'ok' }, { headers: { 'cache-control': 'no-store' } });
}
