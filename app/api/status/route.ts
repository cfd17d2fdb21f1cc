import { publicForMs, publicStatus } from '#lib/health/index.ts';
import { notFound } from '#lib/platform/errors.ts';
import { problemResponse } from '#lib/platform/http/problem.ts';
import { documented } from '#lib/platform/http/route-document.ts';
import { newId } from '#lib/platform/ids.ts';

export const dynamic = 'force-dynamic';

/** What the status page shows. Open to everyone; 404 where there is none. */
export const GET = documented(
  async (): Promise<Response> => {
    try {
      const status = await publicStatus();
      if (status === null) throw notFound('The status page');
      const headers = {
        'cache-control': `public, max-age=${publicForMs / 1000}`,
        'x-robots-tag': 'noindex',
      };
      return Response.json(status, { headers });
    } catch (error) {
      return problemResponse(error, newId());
    }
  },
  { dialect: 'console', permission: null, summary: 'Get the public status' },
);
