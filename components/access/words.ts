/** How the screens name roles and permissions. */
import { type Permission, type Role, roles } from '#lib/access/schemas.ts';

export const roleWords: Record<Role, { label: string; hint: string }> = {
  admin: { label: 'Admin', hint: 'Everything, people and keys included' },
  member: { label: 'Member', hint: 'Chats, and calls endpoints with own API keys' },
  viewer: { label: 'Viewer', hint: 'Reads dashboards and requests' },
};

export const roleOptions = roles.map((role) => ({ value: role, ...roleWords[role] }));

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
  'guardrails.write': 'Set guardrails',
  'guardrails.review': 'Review what guardrails held back',
  'privacy.write': 'Export and erase personal data, set retention',
  'changes.propose': 'Propose changes for approval',
  'changes.approve': 'Approve changes of others',
  'settings.read': 'Read settings',
  'settings.write': 'Change settings',
};
