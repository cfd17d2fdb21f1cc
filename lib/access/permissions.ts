/** The one permission table. Server and screens read it; later roles are new columns, later features new rows. */

const everyone = ['admin', 'member', 'viewer'] as const;
const admins = ['admin'] as const;

export type Role = (typeof everyone)[number];
export const roles: readonly Role[] = everyone;

const table = {
  /** Talk to an application in the browser and rate its answers. */
  'chat.use': ['admin', 'member'],
  /** Call endpoints through the serving API. */
  'endpoints.query': ['admin', 'member'],
  /** Open a cited document at its passage. */
  'sources.read': everyone,
  'dashboards.read': ['admin', 'viewer'],
  'inferences.read': ['admin', 'viewer'],
  'knowledge.read': admins,
  'knowledge.write': admins,
  'models.read': admins,
  /** Register versions, describe, tag, delete and restore them. */
  'models.write': admins,
  /** Move versions from stage to stage and aliases from version to version. */
  'models.promote': admins,
  /** Read experiments and runs. */
  'runs.read': admins,
  /** Track runs: create, log, describe, delete and restore them. */
  'runs.write': admins,
  'endpoints.read': ['admin', 'viewer'],
  'endpoints.write': admins,
  /** Export the whole configuration as a document, and see what applying one would change. */
  'configuration.read': admins,
  /** Apply one; what it changes needs its own permissions too. */
  'configuration.write': admins,
  'providers.read': admins,
  'providers.write': admins,
  /** See users, teams, roles and grants, and why somebody may do something. */
  'access.read': admins,
  'access.write': admins,
  /** Make and revoke one's own API keys. */
  'keys.own': ['admin', 'member'],
  /** See and revoke everybody's API keys. */
  'keys.all': admins,
  'audit.read': admins,
  /** See rate limits and quotas of everybody. */
  'limits.read': admins,
  /** Set rate limits and quotas, and raise them for a time. */
  'limits.write': admins,
  /** See what everybody used and spent. */
  'usage.read': admins,
  /** Set what an endpoint screens, masks and blocks. */
  'guardrails.write': admins,
  /** Look through what guardrails held back, and decide on it. */
  'guardrails.review': admins,
  /** Find, export and erase a person's data; set how long data is kept and whether prompts are stored. */
  'privacy.write': admins,
  /** Ask for a change that somebody else may make. */
  'changes.propose': admins,
  /** Decide on the changes of others, where one may make them oneself. */
  'changes.approve': admins,
  /** See how people sign in and who is told what. */
  'settings.read': admins,
  /** Set up identity providers, notifications and the rules for production changes. */
  'settings.write': admins,
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof table;

export const permissions = Object.keys(table) as Permission[];

export function isPermission(value: string): value is Permission {
  return Object.hasOwn(table, value);
}

export function roleMay(role: Role, permission: Permission): boolean {
  return (table[permission] as readonly Role[]).includes(role);
}

export function permissionsOf(role: Role): Permission[] {
  return permissions.filter((permission) => roleMay(role, permission));
}
