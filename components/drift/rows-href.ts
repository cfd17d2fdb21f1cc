import { withQuery } from '#lib/client/api.ts';
import type { RunSummary } from '#lib/monitors/schemas.ts';

/** The list of requests with the rows of a window and slice; of a topic it shows all of the window. */
export function rowsHref(
  endpoint: string,
  { windowStart, windowEnd }: Pick<RunSummary, 'windowStart' | 'windowEnd'>,
  slice: string,
): string {
  return withQuery('/inferences', { endpoint, from: windowStart, to: windowEnd, ...filterOf(slice) });
}

function filterOf(slice: string): Record<string, string> {
  const [, kind = '', value = ''] = /^(\w+): (.*)$/s.exec(slice) ?? [];
  switch (kind) {
    case 'language':
    case 'arm':
    case 'configuration':
    case 'source':
      return { [kind]: value };
    case 'version': {
      const [, model, version] = /^(.+) v(\d+)$/.exec(value) ?? [];
      return model === undefined || version === undefined ? {} : { model, version };
    }
    default:
      return {};
  }
}
