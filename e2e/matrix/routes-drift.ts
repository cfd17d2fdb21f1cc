/** Monitors and custom metrics. */
import type { Row } from './row.ts';

export const driftRoutes: Record<string, Row> = {};
