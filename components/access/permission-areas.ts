/** Where the screens list a permission, in the order of the rail. */
import { type Permission, permissions } from '#lib/access/schemas.ts';

const areas = ['Use', 'Build', 'Run', 'Watch', 'Govern', 'Set up'] as const;
type Area = (typeof areas)[number];

const areaOf: Record<Permission, Area> = {
  'chat.use': 'Use',
  'sources.read': 'Use',
  'endpoints.query': 'Use',
  'keys.own': 'Use',
  'models.read': 'Build',
  'models.write': 'Build',
  'models.promote': 'Build',
  'knowledge.read': 'Build',
  'knowledge.write': 'Build',
  'runs.read': 'Build',
  'runs.write': 'Build',
  'datasets.read': 'Build',
  'datasets.write': 'Build',
  'endpoints.read': 'Run',
  'endpoints.write': 'Run',
  'providers.read': 'Run',
  'providers.write': 'Run',
  'dashboards.read': 'Watch',
  'dashboards.own': 'Watch',
  'inferences.read': 'Watch',
  'inferences.label': 'Watch',
  'monitors.write': 'Watch',
  'alerts.write': 'Watch',
  'alerts.acknowledge': 'Watch',
  'health.write': 'Watch',
  'telemetry.read': 'Watch',
  'guardrails.review': 'Watch',
  'usage.read': 'Watch',
  'changes.propose': 'Govern',
  'changes.approve': 'Govern',
  'access.read': 'Govern',
  'access.write': 'Govern',
  'keys.all': 'Govern',
  'limits.read': 'Govern',
  'limits.write': 'Govern',
  'guardrails.write': 'Govern',
  'privacy.write': 'Govern',
  'audit.read': 'Govern',
  'settings.read': 'Set up',
  'settings.write': 'Set up',
  'notifications.write': 'Set up',
  'telemetry.write': 'Set up',
  'configuration.read': 'Set up',
  'configuration.write': 'Set up',
};

/** Every permission once. */
export const permissionAreas = areas.map((area) => ({
  area,
  permissions: permissions.filter((permission) => areaOf[permission] === area),
}));
