/** The overview, dashboards of one’s own, objectives and reports. */
import type { Row } from './row.ts';

export const dashboardsRoutes: Record<string, Row> = {};
