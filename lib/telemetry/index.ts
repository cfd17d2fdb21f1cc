export { otlpStatus, traceLinkTemplate } from './otlp/otlp-status.ts';
export { saveOtlp } from './otlp/save-otlp.ts';
export { testOtlp } from './otlp/test-otlp.ts';
export { exposeMetrics } from './prometheus/expose-metrics.ts';
export {
  createTarget,
  deleteTarget,
  listTargets,
  startSampling,
  tryTarget,
  updateTarget,
} from './resources/index.ts';
export { startTelemetry, type Telemetry } from './start-telemetry.ts';
