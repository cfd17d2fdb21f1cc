import { alertsRoutes } from './routes-alerts.ts';
import { compatibleRoutes } from './routes-compatible.ts';
import { consoleRoutes } from './routes-console.ts';
import { dashboardsRoutes } from './routes-dashboards.ts';
import { driftRoutes } from './routes-drift.ts';
import { governanceRoutes } from './routes-governance.ts';
import { healthRoutes } from './routes-health.ts';
import { signInRoutes } from './routes-sign-in.ts';
import { telemetryRoutes } from './routes-telemetry.ts';
import { triageRoutes } from './routes-triage.ts';
import type { Row } from './row.ts';

/** Every operation of every route handler, by method and pattern. */
export const routes: Readonly<Record<string, Row>> = {
  ...consoleRoutes,
  ...governanceRoutes,
  ...signInRoutes,
  ...alertsRoutes,
  ...dashboardsRoutes,
  ...driftRoutes,
  ...healthRoutes,
  ...telemetryRoutes,
  ...triageRoutes,
  ...compatibleRoutes,
};
