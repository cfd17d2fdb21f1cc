/** The one permission table: which built-in roles hold what, and where a permission can be held. */

/**
 * The roles of the field's table, from most to least. What a role holds is decided here; where somebody holds the role,
 * by grants.
 */
export const builtInRoles = [
  'owner',
  'mlops-engineer',
  'data-scientist',
  'app-team',
  'security-admin',
  'stakeholder',
  'end-user',
] as const;
export type BuiltInRole = (typeof builtInRoles)[number];

/**
 * Kinds of places a permission can be limited to. `nowhere` has no place: only a grant on everything gives it. `own`
 * concerns one's own things: a grant anywhere gives it.
 */
export type PermissionPlace = 'endpoint' | 'model' | 'knowledge' | 'nowhere' | 'own';

interface PermissionRow {
  place: PermissionPlace;
  /** Besides the owner, who holds everything. */
  roles: readonly Exclude<BuiltInRole, 'owner'>[];
}

const chatting = ['mlops-engineer', 'data-scientist', 'app-team', 'end-user'] as const;
const calling = ['mlops-engineer', 'data-scientist', 'app-team'] as const;
const engineers = ['mlops-engineer', 'data-scientist'] as const;
const operators = ['mlops-engineer'] as const;
const security = ['security-admin'] as const;

const table = {
  /** Talk to an application in the browser and rate its answers. */
  'chat.use': { place: 'endpoint', roles: chatting },
  /** Call endpoints through the serving API. */
  'endpoints.query': { place: 'endpoint', roles: calling },
  /** Open a cited document at its passage. */
  'sources.read': { place: 'own', roles: chatting },
  'dashboards.read': { place: 'endpoint', roles: [...engineers, 'security-admin', 'stakeholder'] },
  /** Keep dashboards, panels, views and reports of one's own. */
  'dashboards.own': { place: 'own', roles: [...engineers, 'security-admin', 'stakeholder'] },
  'inferences.read': { place: 'endpoint', roles: engineers },
  /** Label requests in triage. */
  'inferences.label': { place: 'endpoint', roles: engineers },
  /** Read datasets of collected questions. */
  'datasets.read': { place: 'nowhere', roles: engineers },
  /** Make datasets, add to them, export and delete them. */
  'datasets.write': { place: 'nowhere', roles: engineers },
  /** Set up monitors of profile and drift, and metrics of one's own formulas. */
  'monitors.write': { place: 'endpoint', roles: engineers },
  /** Set up alert rules and objectives. */
  'alerts.write': { place: 'endpoint', roles: engineers },
  /** Acknowledge, assign, comment and silence alerts. */
  'alerts.acknowledge': { place: 'endpoint', roles: [...engineers, 'security-admin'] },
  /** Set up synthetic questions and other health checks. */
  'health.write': { place: 'endpoint', roles: operators },
  /** See what processes, PostgreSQL and providers have left; scrape `/metrics`. */
  'telemetry.read': { place: 'nowhere', roles: operators },
  /** Set up OpenTelemetry, exports of the log, scraped servers and the status page. */
  'telemetry.write': { place: 'nowhere', roles: operators },
  'knowledge.read': { place: 'knowledge', roles: engineers },
  'knowledge.write': { place: 'knowledge', roles: operators },
  'models.read': { place: 'model', roles: engineers },
  /** Register versions, describe, tag, delete and restore them. */
  'models.write': { place: 'model', roles: engineers },
  /** Move versions from stage to stage and aliases from version to version. */
  'models.promote': { place: 'model', roles: operators },
  /** Read experiments and runs. */
  'runs.read': { place: 'nowhere', roles: engineers },
  /** Track runs: create, log, describe, delete and restore them. */
  'runs.write': { place: 'nowhere', roles: engineers },
  'endpoints.read': { place: 'endpoint', roles: [...engineers, 'security-admin'] },
  'endpoints.write': { place: 'endpoint', roles: operators },
  /** Export the whole configuration as a document, and see what applying one would change. */
  'configuration.read': { place: 'nowhere', roles: operators },
  /** Apply one; what it changes needs its own permissions too. */
  'configuration.write': { place: 'nowhere', roles: operators },
  'providers.read': { place: 'nowhere', roles: operators },
  'providers.write': { place: 'nowhere', roles: operators },
  /** See users, teams, roles and grants, and why somebody may do something. */
  'access.read': { place: 'nowhere', roles: security },
  /** Change them: everybody else's, never one's own. */
  'access.write': { place: 'nowhere', roles: security },
  /** Make and revoke one's own API keys. */
  'keys.own': { place: 'own', roles: calling },
  /** See and revoke everybody's API keys. */
  'keys.all': { place: 'nowhere', roles: security },
  'audit.read': { place: 'nowhere', roles: security },
  /** See rate limits and quotas of everybody. */
  'limits.read': { place: 'nowhere', roles: ['mlops-engineer', 'security-admin'] },
  /** Set rate limits and quotas, and raise them for a time. */
  'limits.write': { place: 'nowhere', roles: security },
  /** See what everybody used and spent. */
  'usage.read': { place: 'nowhere', roles: ['mlops-engineer', 'security-admin', 'stakeholder'] },
  /** Set what an endpoint screens, masks and blocks. */
  'guardrails.write': { place: 'endpoint', roles: security },
  /** Look through what guardrails held back, and decide on it. */
  'guardrails.review': { place: 'endpoint', roles: ['mlops-engineer', 'security-admin'] },
  /** Find, export and erase a person's data; set how long data is kept and whether prompts are stored. */
  'privacy.write': { place: 'nowhere', roles: security },
  /** Ask for a change that somebody else may make. */
  'changes.propose': { place: 'own', roles: engineers },
  /** Decide on the changes of others, where one may make them oneself. */
  'changes.approve': { place: 'own', roles: operators },
  /** See how people sign in and who is told what. */
  'settings.read': { place: 'nowhere', roles: ['mlops-engineer', 'security-admin'] },
  /** Set up who is told what: e-mail and webhooks. */
  'notifications.write': { place: 'nowhere', roles: ['mlops-engineer', 'security-admin'] },
  /** Set up identity providers and the rules for production changes. */
  'settings.write': { place: 'nowhere', roles: security },
} as const satisfies Record<string, PermissionRow>;

export type Permission = keyof typeof table;

export const permissions = Object.keys(table) as Permission[];

export function isPermission(value: string): value is Permission {
  return Object.hasOwn(table, value);
}

export function isBuiltInRole(role: string): role is BuiltInRole {
  return (builtInRoles as readonly string[]).includes(role);
}

export function placeOf(permission: Permission): PermissionPlace {
  return table[permission].place;
}

export function roleMay(role: BuiltInRole, permission: Permission): boolean {
  return role === 'owner' || (table[permission].roles as readonly BuiltInRole[]).includes(role);
}

export function permissionsOf(role: BuiltInRole): Permission[] {
  return permissions.filter((permission) => roleMay(role, permission));
}
