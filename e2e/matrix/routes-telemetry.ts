/** Prometheus, OpenTelemetry and exports of the log. */
import type { Row } from './row.ts';

export const telemetryRoutes: Record<string, Row> = {};
