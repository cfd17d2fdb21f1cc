/**
 * Query keys: the first part is the resource, so that a change invalidates by prefix:
 * `queryClient.invalidateQueries({ queryKey: queryKeys.knowledge.all })`.
 */
function resource<Name extends string>(name: Name) {
  return {
    all: [name] as const,
    /** Every list, whatever its filters. */
    lists: [name, 'list'] as const,
    /** Lists under their filters, sorting and page. */
    list: (parameters: Readonly<Record<string, unknown>> = {}) => [name, 'list', parameters] as const,
    /** One item, and what hangs below it. */
    item: (id: string, ...below: readonly unknown[]) => [name, 'item', id, ...below] as const,
  };
}

export const queryKeys = {
  me: resource('me'),
  limits: resource('limits'),
  usage: resource('usage'),
  alerts: resource('alerts'),
  audit: resource('audit'),
  changes: resource('changes'),
  configuration: resource('configuration'),
  consent: resource('consent'),
  conversations: resource('conversations'),
  dashboards: resource('dashboards'),
  datasets: resource('datasets'),
  documents: resource('documents'),
  endpoints: resource('endpoints'),
  experiments: resource('experiments'),
  grants: resource('grants'),
  guardrails: resource('guardrails'),
  health: resource('health'),
  inferences: resource('inferences'),
  keys: resource('keys'),
  knowledge: resource('knowledge'),
  metrics: resource('metrics'),
  models: resource('models'),
  monitors: resource('monitors'),
  notices: resource('notices'),
  notifications: resource('notifications'),
  objectives: resource('objectives'),
  overview: resource('overview'),
  privacy: resource('privacy'),
  /** Apart from models: a preview asks a provider, so that no other change may ask for it again. */
  promotions: resource('promotions'),
  problems: resource('problems'),
  providers: resource('providers'),
  reports: resource('reports'),
  runs: resource('runs'),
  roles: resource('roles'),
  teams: resource('teams'),
  telemetry: resource('telemetry'),
  logExports: resource('log-exports'),
  identityProviders: resource('identity-providers'),
  invitations: resource('invitations'),
  topics: resource('topics'),
  users: resource('users'),
  views: resource('views'),
  labels: resource('labels'),
};
