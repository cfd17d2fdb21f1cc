/** Alert rules, alerts and silences. */
import type { Row } from './row.ts';

export const alertsRoutes: Record<string, Row> = {};
