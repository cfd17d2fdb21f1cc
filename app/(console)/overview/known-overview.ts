import { headers } from 'next/headers';
import { z } from 'zod';
import type { KnownOverview } from '#components/overview/queries.ts';
import { endsOf, presets } from '#components/time-range/ends.ts';
import { overviewSchema } from '#lib/dashboards/schemas.ts';
import { askOwnApi } from '#lib/platform/http/own-api.ts';
import { environmentSchema } from '#lib/registry/schemas.ts';

/** Of the address; a range of two ends, another tab and the big screen read for themselves. */
const searchSchema = z.object({
  range: z.enum(presets).default('24h'),
  endpoint: z.string().max(63).optional(),
  env: environmentSchema.optional(),
  tab: z.never().optional(),
  from: z.never().optional(),
  screen: z.never().optional(),
});

/** The page is not held up for longer than somebody would notice. */
const withinMs = 300;

/** What the address asks for, read while the page is made, so that its verdict is the first thing there is to see. */
export async function knownOverview(
  search: Readonly<Record<string, unknown>>,
): Promise<KnownOverview | null> {
  const { data: asked } = searchSchema.safeParse(search);
  const cookie = (await headers()).get('cookie');
  if (asked === undefined || cookie === null) return null;
  const { range: preset, endpoint, env: environment } = asked;
  const query = new URLSearchParams(endsOf({ kind: 'preset', preset }, new Date()));
  if (endpoint !== undefined) query.set('endpoint', endpoint);
  if (environment !== undefined) query.set('environment', environment);
  const { data: overview } = overviewSchema.safeParse(
    await askOwnApi(`/api/overview?${query}`, cookie, withinMs),
  );
  return overview === undefined ? null : { preset, endpoint, environment, overview };
}
