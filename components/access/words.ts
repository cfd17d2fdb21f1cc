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
  'users.read': 'Read users',
  'users.write': 'Add and change users',
  'keys.own': 'Manage own API keys',
  'keys.all': 'Manage everybody’s API keys',
  'audit.read': 'Read the audit log',
};
