/** The groups operations are shown in, in reading order. The first whose pattern fits a path takes it. */
const areas: readonly { name: string; description: string; pattern: RegExp }[] = [
  {
    name: 'OpenAI-compatible',
    description: 'Ask endpoints with any OpenAI client.',
    pattern: /^\/v1\//,
  },
  {
    name: 'Databricks-compatible',
    description: 'Serving endpoints and vector search as Databricks’ clients call them.',
    pattern: /^\/(serving-endpoints|api\/2\.0\/(serving-endpoints|vector-search))(\/|$)/,
  },
  {
    name: 'MLflow-compatible',
    description: 'Registry and tracking as MLflow’s clients call them.',
    pattern: /^\/api\/2\.0\/(mlflow|preview)/,
  },
  { name: 'Chat', description: 'Conversations and their answers.', pattern: /^\/api\/(chat|conversations)/ },
  {
    name: 'Models',
    description: 'Registered models, versions, aliases and stages.',
    pattern: /^\/api\/(models|chains)/,
  },
  {
    name: 'Knowledge',
    description: 'Knowledge bases, documents and snapshots.',
    pattern: /^\/api\/(knowledge|documents|pdf-assets)/,
  },
  { name: 'Endpoints', description: 'What serves, to whom, and since when.', pattern: /^\/api\/endpoints/ },
  { name: 'Providers', description: 'Where models come from.', pattern: /^\/api\/providers/ },
  {
    name: 'Experiments',
    description: 'Runs with their parameters and metrics.',
    pattern: /^\/api\/(experiments|runs)/,
  },
  {
    name: 'Observe',
    description: 'Requests, feedback, labels and metrics.',
    pattern: /^\/(metrics$|api\/(inferences|feedback|metrics|guardrails|views|labels|topics|log-exports))/,
  },
  {
    name: 'Dashboards',
    description: 'Dashboards and panels of one’s own, the overview and its reports.',
    pattern: /^\/api\/(dashboards|overview|reports)/,
  },
  {
    name: 'Drift',
    description: 'Monitors of profile and drift, and metrics of one’s own formulas.',
    pattern: /^\/api\/(monitors|custom-metrics)/,
  },
  {
    name: 'Alerts',
    description: 'Rules, what fires, silences, and objectives.',
    pattern: /^\/api\/(alerts|objectives)/,
  },
  {
    name: 'Health',
    description: 'Checks, their history, the status page, resources and telemetry.',
    pattern: /^\/api\/(checks|status|resources|telemetry|dependencies)/,
  },
  { name: 'Datasets', description: 'Collected questions and answers.', pattern: /^\/api\/datasets/ },
  {
    name: 'Notifications',
    description: 'Who is told what, and how it went.',
    pattern: /^\/api\/(notifications|me\/notices)/,
  },
  {
    name: 'Privacy',
    description: 'Retention, a person’s data, consent.',
    pattern: /^\/api\/(privacy|consent-text|me\/(consent|export))/,
  },
  {
    name: 'Audit',
    description: 'Who changed what, who was refused, and proof that nothing was altered.',
    pattern: /^\/api\/audit/,
  },
  {
    name: 'Limits',
    description: 'Rate limits, quotas, and what was used and spent.',
    pattern: /^\/api\/(limits|usage|me\/usage)/,
  },
  {
    name: 'Approvals',
    description: 'Changes that take a second person.',
    pattern: /^\/api\/changes/,
  },
  {
    name: 'Sign-in',
    description: 'Sessions, second factors, identity providers and invitations.',
    pattern:
      /^\/api\/(sign-in|identity-providers|invitations|settings\/sign-in|me\/(sessions|second-factor))/,
  },
  {
    name: 'Access',
    description: 'People, teams, roles, grants, keys and oneself.',
    pattern: /^\/api\/(users|teams|roles|grants|access|principals|keys|me)/,
  },
];

const rest = { name: 'Slipway', description: 'Configuration, health and this description.' };

export const tags: readonly { name: string; description: string }[] = [
  ...areas.map(({ name, description }) => ({ name, description })),
  rest,
];

export function areaOf(path: string): string {
  return areas.find(({ pattern }) => pattern.test(path))?.name ?? rest.name;
}
