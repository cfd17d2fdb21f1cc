import { writeGauges } from '../../monitoring/index.ts';
import { unseal } from '../../platform/crypto.ts';
import { AppError } from '../../platform/errors.ts';
import { log } from '../../platform/log.ts';
import { mapSamples } from './map-samples.ts';
import { parseExposition } from './parse-exposition.ts';
import { readMetrics } from './read-metrics.ts';
import { claimTargets, noteReading, type TargetRow } from './scrape-store.ts';

/** Reads one server and notes how it went. Throws only when PostgreSQL does not answer. */
export async function scrapeTarget(target: TargetRow): Promise<void> {
  try {
    const text = await readMetrics({ ...target, token: tokenOf(target) });
    const gauges = mapSamples(target, parseExposition(text), new Date());
    await writeGauges(gauges);
    await noteReading(target.id, gauges.length, null);
  } catch (error) {
    await noteReading(target.id, null, reasonOf(error, target.name));
  }
}

/** Reads the servers that are due. */
export async function scrapeDue(): Promise<void> {
  await Promise.all((await claimTargets()).map(scrapeTarget));
}

function tokenOf({ sealedToken }: TargetRow): string | null {
  if (sealedToken === null) return null;
  try {
    return unseal('scrape-target', sealedToken);
  } catch (cause) {
    throw new AppError(
      'unavailable',
      'The token cannot be read, because SLIPWAY_SECRET changed. Enter it again.',
      {
        cause,
      },
    );
  }
}

function reasonOf(error: unknown, server: string): string {
  if (error instanceof AppError || error instanceof SyntaxError) return error.message;
  log.warn('a server could not be scraped', { server, error });
  return 'Its figures could not be kept; the log of the worker tells why.';
}
