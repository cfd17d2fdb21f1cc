import type { Resource } from '@opentelemetry/resources';
import { MeterProvider, MetricReader, type ResourceMetrics } from '@opentelemetry/sdk-metrics';
import type { InferenceRecord } from '../../inference/index.ts';
import { LabelCap } from '../prometheus/label-cap.ts';
import { scopeOf } from './resource.ts';
import { genAi, genAiMetrics, operationOf, providerName } from './semconv.ts';

/** Bounds that the conventions name for these metrics. */
const tokenBounds = Array.from({ length: 14 }, (_, at) => 4 ** at);
const durationBounds = Array.from({ length: 14 }, (_, at) => 0.01 * 2 ** at);
const firstTokenBounds = [
  0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10,
];
const httpBounds = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

/** Gives what was counted when it is asked, and does nothing by itself. */
class OnDemandReader extends MetricReader {
  protected override async onForceFlush(): Promise<void> {}
  protected override async onShutdown(): Promise<void> {}
}

export interface OtlpMetrics {
  record(record: InferenceRecord): void;
  http(route: string, method: string, status: number, ms: number): void;
  /** Null when nothing was counted yet. */
  collect(): Promise<ResourceMetrics | null>;
  close(): Promise<void>;
}

export function openOtlpMetrics(resource: Resource): OtlpMetrics {
  const reader = new OnDemandReader();
  const provider = new MeterProvider({ resource, readers: [reader] });
  const { name, version, schemaUrl } = scopeOf();
  const meter = provider.getMeter(name, version, { schemaUrl });
  const histogram = (metric: string, unit: string, explicitBucketBoundaries: number[]) =>
    meter.createHistogram(metric, { unit, advice: { explicitBucketBoundaries } });
  const tokens = histogram(genAiMetrics.tokenUsage, '{token}', tokenBounds);
  const calls = histogram(genAiMetrics.operationDuration, 's', durationBounds);
  const server = histogram(genAiMetrics.serverDuration, 's', durationBounds);
  const firstToken = histogram(genAiMetrics.timeToFirstToken, 's', firstTokenBounds);
  const http = histogram('http.server.request.duration', 's', httpBounds);
  const models = new LabelCap(200);

  return {
    record(record) {
      const { served, usage, generateMs, timeToFirstTokenMs, error } = record;
      if (served === null) return;
      const operation = operationOf(record.endpoint.name) === 'embeddings' ? 'embeddings' : 'chat';
      const named = {
        [genAi.operation]: operation,
        [genAi.provider]: providerName(served.provider),
        [genAi.requestModel]: served.providerModel,
      };
      const attributes = models.of({ ...named, 'slipway.endpoint': record.endpoint.name });
      const failed = { ...attributes, ...(error !== null && { 'error.type': error.code }) };
      tokens.record(usage.input + usage.cachedInput + usage.cacheWrite, {
        ...attributes,
        [genAi.tokenType]: 'input',
      });
      if (operation === 'chat') {
        tokens.record(usage.output + usage.reasoning, { ...attributes, [genAi.tokenType]: 'output' });
      }
      if (generateMs !== null) calls.record(generateMs / 1000, failed);
      server.record(record.totalMs / 1000, failed);
      if (timeToFirstTokenMs !== null && error === null) {
        firstToken.record(timeToFirstTokenMs / 1000, attributes);
      }
    },
    http(route, method, status, ms) {
      http.record(ms / 1000, {
        'http.request.method': method,
        'http.route': route,
        'http.response.status_code': status,
        'url.scheme': 'http',
      });
    },
    async collect() {
      const { resourceMetrics } = await reader.collect();
      return resourceMetrics.scopeMetrics.length === 0 ? null : resourceMetrics;
    },
    close: () => provider.shutdown(),
  };
}
