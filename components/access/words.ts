/** How the screens name roles and permissions. */
import { type BuiltInRole, builtInRoles, isBuiltInRole, type Permission } from '#lib/access/schemas.ts';

export const roleWords: Record<BuiltInRole, { label: string; hint: string }> = {
  owner: { label: 'Owner', hint: 'Everything, people and keys included' },
  'mlops-engineer': {
    label: 'MLOps engineer',
    hint: 'Promotes versions, runs endpoints, splits and knowledge',
  },
  'data-scientist': {
    label: 'Data scientist',
    hint: 'Runs and registers; reads endpoints, proposes changes',
  },
  'app-team': { label: 'App team', hint: 'Calls endpoints with own API keys, and chats' },
  'security-admin': {
    label: 'Security admin',
    hint: 'People, limits, privacy and the audit log; promotes nothing',
  },
  stakeholder: { label: 'Stakeholder', hint: 'Reads dashboards and spending' },
  'end-user': { label: 'End user', hint: 'Chats with the applications' },
};

/** Null for custom roles, which carry a description of their own. */
export function roleHint(role: string): string | null {
  return isBuiltInRole(role) ? roleWords[role].hint : null;
}

/** Custom roles go by their name. */
export function roleLabel(role: string): string {
  return isBuiltInRole(role) ? roleWords[role].label : role;
}

export const roleOptions = builtInRoles.map((role) => ({ value: role, ...roleWords[role] }));

export const permissionWords: Record<Permission, string> = {
  'chat.use': 'Chat and rate answers',
  'endpoints.query': 'Call endpoints (serving API)',
  'sources.read': 'Open cited documents',
  'dashboards.read': 'Read dashboards',
  'inferences.read': 'Read requests and traces',
  'knowledge.read': 'Read knowledge bases',
  'knowledge.write': 'Upload and change documents',
  'models.read': 'Read models and versions',
  'models.write': 'Register, describe and delete versions',
  'models.promote': 'Promote versions, move stages and aliases',
  'runs.read': 'Read experiments and runs',
  'runs.write': 'Track runs, describe and delete them',
  'endpoints.read': 'Read endpoints',
  'endpoints.write': 'Change endpoints',
  'configuration.read': 'Export the configuration and try changes',
  'configuration.write': 'Apply a configuration',
  'providers.read': 'Read providers',
  'providers.write': 'Change providers',
  'access.read': 'Read users, teams, roles and grants',
  'access.write': 'Change users, teams, roles and grants',
  'keys.own': 'Manage own API keys',
  'keys.all': 'Manage everybody’s API keys',
  'audit.read': 'Read the audit log',
  'limits.read': 'Read rate limits and quotas',
  'limits.write': 'Set rate limits and quotas',
  'usage.read': 'Read everybody’s usage and spend',
  'dashboards.own': 'Keep dashboards, views and reports of one’s own',
  'inferences.label': 'Label requests',
  'datasets.read': 'Read datasets',
  'datasets.write': 'Make and change datasets',
  'monitors.write': 'Set up drift monitors and custom metrics',
  'alerts.write': 'Set up alert rules and objectives',
  'alerts.acknowledge': 'Acknowledge and silence alerts',
  'health.write': 'Set up health checks',
  'telemetry.read': 'See resource use and scrape metrics',
  'telemetry.write': 'Set up telemetry, log exports and the status page',
  'guardrails.write': 'Set guardrails',
  'guardrails.review': 'Review what guardrails held back',
  'privacy.write': 'Export and erase personal data, set retention',
  'changes.propose': 'Propose changes for approval',
  'changes.approve': 'Approve changes of others',
  'settings.read': 'Read settings',
  'notifications.write': 'Set up e-mail and webhooks',
  'settings.write': 'Change settings',
};
