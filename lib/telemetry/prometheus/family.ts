/** Metrics as they are counted, kept and written: families of samples, in plain JSON. */
import type { Registry } from 'prom-client';
import { z } from 'zod';

export const familySchema = z.object({
  name: z.string(),
  help: z.string(),
  type: z.enum(['counter', 'gauge', 'histogram', 'summary']),
  samples: z.array(
    z.object({
      /** With the suffix of a histogram's part: `_bucket`, `_sum`, `_count`. */
      name: z.string(),
      labels: z.record(z.string(), z.string()),
      /** Null for what JSON cannot say. */
      value: z.number().nullable(),
    }),
  ),
});
export type Family = z.infer<typeof familySchema>;

/** Everything a registry has counted; `labels` are added to each sample. */
export async function familiesOf(registry: Registry, labels: Record<string, string>): Promise<Family[]> {
  const metrics = await registry.getMetricsAsJSON();
  return metrics.map(({ name, help, type, values }) => ({
    name,
    help,
    type: familySchema.shape.type.parse(String(type)),
    samples: values.map((value) => ({
      name: 'metricName' in value && typeof value.metricName === 'string' ? value.metricName : name,
      labels: { ...labels, ...textOf(value.labels) },
      value: Number.isFinite(value.value) ? value.value : null,
    })),
  }));
}

function textOf(labels: Readonly<Record<string, string | number | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(labels).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
}

/** One family for each name, with the samples of all: the format allows a name to be introduced once. */
export function merged(families: readonly Family[]): Family[] {
  const byName = new Map<string, Family>();
  for (const family of families) {
    const known = byName.get(family.name);
    if (known === undefined) byName.set(family.name, { ...family, samples: [...family.samples] });
    // An earlier release may have counted something else under this name.
    else if (known.type === family.type) known.samples.push(...family.samples);
  }
  return [...byName.values()];
}

export function gauge(
  name: string,
  help: string,
  samples: readonly { labels: Record<string, string>; value: number }[],
): Family {
  return { name, help, type: 'gauge', samples: samples.map((sample) => ({ name, ...sample })) };
}
