/** What of a scraped server becomes a metric of our own: GPUs by DCGM's names, queues of model servers, what was asked for. */
import type { GaugeSample } from '../../monitoring/schemas.ts';
import type { Sample } from './parse-exposition.ts';

/** Requests waiting, at vLLM, text-generation-inference and SGLang. */
const queueNames = new Set(['vllm:num_requests_waiting', 'tgi_queue_size', 'sglang:num_queue_reqs']);

/** Worth seeing without being asked for. */
const usual = new Set([
  'vllm:num_requests_running',
  'vllm:kv_cache_usage_perc',
  'vllm:gpu_cache_usage_perc',
  'tgi_batch_current_size',
  'DCGM_FI_DEV_GPU_TEMP',
  'DCGM_FI_DEV_POWER_USAGE',
]);

/** More series than this say nothing to anybody. */
export const mostSeries = 200;
const subjectChars = 200;

interface Named {
  name: string;
  metrics: readonly string[];
}

/**
 * Gauges of one reading. `gpu_use` and `gpu_memory` by GPU and `model_queue` by model, `scraped` by the metric's name and
 * labels; each with the server's name before it. Values that are no number are left out.
 */
export function mapSamples(server: Named, samples: readonly Sample[], at: Date): GaugeSample[] {
  const finite = samples.filter(({ value }) => Number.isFinite(value));
  const gauge = (metric: GaugeSample['metric'], of: string, value: number): GaugeSample => ({
    metric,
    endpoint: '',
    subject: (of === '' ? server.name : `${server.name}: ${of}`).slice(0, subjectChars),
    at,
    value,
  });
  const asked = new Set(server.metrics);
  const mapped = finite.flatMap((sample): GaugeSample[] => {
    const { name, labels, value } = sample;
    if (name === 'DCGM_FI_DEV_GPU_UTIL') return [gauge('gpu_use', gpuOf(labels), value / 100)];
    if (queueNames.has(name)) return [gauge('model_queue', modelOf(labels), value)];
    if (usual.has(name) || asked.has(name)) return [gauge('scraped', seriesOf(sample), value)];
    return [];
  });
  const memory = [...memoryShares(finite)].map(([gpu, share]) => gauge('gpu_memory', gpu, share));
  return distinct([...mapped, ...memory]).slice(0, mostSeries);
}

function gpuOf(labels: Sample['labels']): string {
  const { gpu = '', GPU_I_ID: instance } = labels;
  return instance === undefined || instance === '' ? `GPU ${gpu}` : `GPU ${gpu}/${instance}`;
}

function modelOf(labels: Sample['labels']): string {
  const { model_name: model = labels.model ?? '', engine } = labels;
  return engine === undefined || engine === '0' ? model : `${model} #${engine}`;
}

/** As Prometheus writes it, with its labels by name. */
function seriesOf({ name, labels }: Sample): string {
  const written = Object.keys(labels)
    .sort()
    .map((label) => `${label}="${labels[label]}"`);
  return written.length === 0 ? name : `${name}{${written.join(',')}}`;
}

/** Memory of the frame buffer in use: used of used, free and, where it is told, reserved. */
function memoryShares(samples: readonly Sample[]): Map<string, number> {
  const sums = new Map<string, { used: number | null; all: number }>();
  for (const { name, labels, value } of samples) {
    const part = /^DCGM_FI_DEV_FB_(USED|FREE|RESERVED)$/.exec(name)?.[1];
    if (part === undefined) continue;
    const sum = sums.get(gpuOf(labels)) ?? { used: null, all: 0 };
    sums.set(gpuOf(labels), { used: part === 'USED' ? value : sum.used, all: sum.all + value });
  }
  const shares = new Map<string, number>();
  for (const [gpu, { used, all }] of sums) if (used !== null && all > 0) shares.set(gpu, used / all);
  return shares;
}

/** One value for each metric and subject; the last wins. */
function distinct(samples: readonly GaugeSample[]): GaugeSample[] {
  return [...new Map(samples.map((sample) => [`${sample.metric} ${sample.subject}`, sample])).values()];
}
