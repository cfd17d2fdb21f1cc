/**
 * Where data of people is, table by table. A test reads the tables and columns of the database and fails until each one
 * that could hold any is listed here: whoever adds a table decides, and adds a place when it holds something of a person.
 */

export interface PersonalTable {
  /** Key of the place that counts, hands over and erases it; null for what stays, and then `why` says so. */
  place: string | null;
  why?: string;
  /** Columns that name a person, or hold what they wrote or were told. */
  personal: readonly string[];
  /** Its other columns of text, JSON or bytes. */
  others: readonly string[];
}

const organisation = 'Work of the organisation; the id leads to an anonymous account.';

export const personalTables: Readonly<Record<string, PersonalTable>> = {
  user: { place: 'profile', personal: ['email', 'name', 'password_hash'], others: [] },
  team_member: { place: 'profile', personal: ['user_id'], others: ['source'] },
  grant: {
    place: 'profile',
    personal: ['user_id', 'created_by'],
    others: ['role', 'scope_kind', 'scope_name', 'source'],
  },
  api_key: {
    place: 'keys',
    personal: ['owner_id', 'name', 'prefix', 'hash'],
    others: ['permissions', 'endpoints'],
  },
  conversation: { place: 'conversations', personal: ['user_id', 'title'], others: ['endpoint_name'] },
  message: { place: 'conversations', personal: ['content', 'detail'], others: ['role'] },
  inference: {
    place: 'inferences',
    personal: [
      'requester_id',
      'requester_name',
      'unit',
      'client_request_id',
      'input',
      'inputs',
      'question',
      'output',
      'output_detail',
      'prompt',
      'retrieved',
      'spans',
      'error_message',
      'request_detail',
    ],
    others: [
      'status',
      'source',
      'traffic',
      'endpoint_name',
      'intended_entity',
      'served_entity',
      'unit_kind',
      'routing_rule',
      'cache',
      'model_name',
      'alias',
      'chain_hash',
      'knowledge_name',
      'provider_name',
      'provider_model',
      'requester_kind',
      'usage_source',
      'error_code',
    ],
  },
  guardrail_event: {
    place: 'inferences',
    personal: ['excerpt', 'reviewed_by_id', 'reviewed_by_name'],
    others: [
      'endpoint_name',
      'knowledge_name',
      'document_name',
      'stage',
      'guard',
      'kind',
      'action',
      'verdict',
    ],
  },
  feedback: {
    place: 'feedback',
    personal: ['requester_id', 'requester_name', 'comment', 'correction'],
    others: ['requester_kind', 'thumb', 'reasons'],
  },
  document: { place: 'documents', personal: ['name', 'source_url'], others: [] },
  document_revision: {
    place: 'documents',
    personal: ['created_by_id', 'title', 'content_hash', 'error', 'warnings'],
    others: ['media_type', 'language', 'stage_ms'],
  },
  model_version: {
    place: 'versions',
    personal: ['created_by_id', 'created_by_name'],
    others: ['chain', 'chain_hash', 'description', 'dry_run', 'lineage', 'tags'],
  },
  endpoint_config: {
    place: 'versions',
    personal: ['created_by_id', 'created_by_name'],
    others: ['served_entities', 'reason', 'ticket'],
  },
  traffic_schedule: {
    place: 'versions',
    personal: ['created_by_id', 'created_by_name'],
    others: ['steps', 'message', 'reason', 'ticket'],
  },
  alias_move: {
    place: 'versions',
    personal: ['actor_id', 'actor_name'],
    others: ['alias', 'reason', 'ticket'],
  },
  stage_move: { place: 'versions', personal: ['actor_id', 'actor_name'], others: ['reason', 'ticket'] },
  version_deletion: { place: 'versions', personal: ['actor_id', 'actor_name'], others: ['reason', 'ticket'] },
  guardrail_policy: {
    place: 'versions',
    personal: ['created_by_id', 'created_by_name'],
    others: ['document', 'reason'],
  },
  change_request: {
    place: 'versions',
    personal: ['requested_by', 'requested_by_name', 'decided_by', 'decided_by_name'],
    others: [
      'kind',
      'input',
      'summary',
      'environment',
      'place_kind',
      'place_name',
      'before',
      'after',
      'reason',
      'ticket',
      'state',
      'note',
      'error',
    ],
  },
  quota_raise: { place: 'versions', personal: ['by_id', 'by_name'], others: ['reason'] },
  run: { place: 'runs', personal: ['created_by_id', 'user_name'], others: ['name'] },
  run_tag: { place: 'runs', personal: ['value'], others: ['key'] },
  consent: { place: 'consent', personal: ['user_id'], others: [] },
  idempotency_key: {
    place: 'idempotency',
    personal: ['owner', 'key', 'body', 'headers', 'request_hash'],
    others: ['state'],
  },
  notification: {
    place: 'notices',
    personal: ['title', 'text', 'data', 'link', 'sealed_link', 'notice_user_ids', 'dedupe_key'],
    others: ['topic', 'severity', 'notice_permission'],
  },
  notification_delivery: {
    place: 'notices',
    personal: ['addresses', 'last_error'],
    others: ['kind', 'state'],
  },
  notice_dismissal: { place: 'notices', personal: ['user_id'], others: [] },
  usage_entry: {
    place: 'usage',
    personal: ['user_id'],
    others: [
      'kind',
      'endpoint_name',
      'model_name',
      'provider_name',
      'provider_model',
      'usage_source',
      'price_source',
    ],
  },
  usage_quarter: {
    place: 'usage',
    personal: ['user_id'],
    others: ['kind', 'endpoint_name', 'model_name', 'provider_name', 'provider_model'],
  },
  response_cache: { place: 'caches', personal: ['key', 'value'], others: ['endpoint_name'] },
  embedding_cache: { place: 'caches', personal: ['key', 'vector'], others: [] },
  audit_event: {
    place: 'audit',
    personal: [
      'actor_id',
      'actor_name',
      'subject_id',
      'subject_name',
      'before',
      'after',
      'address',
      'user_agent',
    ],
    others: ['actor_kind', 'action', 'subject_kind', 'ticket', 'actor_salt', 'subject_salt'],
  },
  registered_model: {
    place: null,
    why: organisation,
    personal: ['created_by_id'],
    others: ['name', 'description', 'tags'],
  },
  experiment: {
    place: null,
    why: organisation,
    personal: ['created_by_id'],
    others: ['name', 'tags', 'artifact_location'],
  },
  erasure: {
    place: null,
    why: 'Says who asked for an erasure, and of which anonymous account; names go when it is done.',
    personal: ['subject_id', 'names', 'requested_by_id', 'requested_by_name', 'certificate'],
    others: ['subject_kind', 'documents', 'state', 'steps', 'error'],
  },
};

/** Tables without anything of a person, and why their text is none. */
export const impersonalTables: Readonly<Record<string, string>> = {
  _prisma_migrations: 'the history of the schema',
  approval_policy: 'rules by environment',
  arm_unit: 'hashed units',
  audit_check: 'results of verifications',
  audit_erasure: 'sequence numbers',
  audit_head: 'digests',
  audit_link: 'digests',
  consent_text: 'what everybody reads',
  custom_role: 'names of roles',
  data_policy: 'days by endpoint',
  deleted_endpoint: 'names of endpoints',
  endpoint: 'names of endpoints',
  heartbeat: 'processes',
  knowledge_base: 'settings',
  metric_bucket: 'counters',
  metric_minute: 'counters',
  model_alias: 'names of aliases',
  notification_channel: 'addresses of the organisation',
  provider: 'providers',
  provider_price: 'prices',
  quota: 'limits, by id',
  quota_alert: 'limits, by id',
  quota_counter: 'limits, by id',
  quota_lease: 'limits, by id',
  rate_rule: 'limits, by id',
  rate_window: 'limits, by id; minutes old at most',
  retention_run: 'counts',
  run_latest_metric: 'names of metrics',
  run_metric: 'names of metrics',
  run_param: 'parameters of runs',
  setting: 'settings of the installation',
  snapshot: 'counts',
  team: 'names of teams',
};
