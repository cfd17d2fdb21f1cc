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
  session: {
    place: 'sign-ins',
    personal: ['user_id', 'address', 'browser'],
    others: ['method', 'ended_why'],
  },
  sign_in_step: { place: 'sign-ins', personal: ['user_id', 'hash', 'sealed'], others: ['kind'] },
  second_factor: { place: 'sign-ins', personal: ['user_id', 'sealed_secret'], others: [] },
  recovery_code: { place: 'sign-ins', personal: ['user_id', 'hash'], others: [] },
  user_identity: {
    place: 'sign-ins',
    personal: ['user_id', 'issuer', 'subject', 'email'],
    others: [],
  },
  invitation: {
    place: 'sign-ins',
    personal: ['email', 'name', 'hash', 'created_by'],
    others: ['role', 'scope_kind', 'scope_name'],
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
      'trace_id',
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
      'language',
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
  alert_rule: {
    place: 'alerts',
    personal: ['created_by_id', 'created_by_name'],
    others: ['name', 'endpoint_name', 'document', 'template', 'health', 'health_message', 'recent'],
  },
  alert_rule_revision: {
    place: 'alerts',
    personal: ['created_by_id', 'created_by_name'],
    others: ['name', 'document'],
  },
  alert: {
    place: 'alerts',
    personal: ['acknowledged_by_id', 'acknowledged_by_name', 'assignee_id', 'assignee_name'],
    others: [
      'rule_name',
      'endpoint_name',
      'group_key',
      'labels',
      'severity',
      'cause',
      'state',
      'summary',
      'unit',
      'told',
      'action_state',
      'action',
    ],
  },
  alert_event: { place: 'alerts', personal: ['text', 'actor_id', 'actor_name'], others: ['kind'] },
  alert_silence: {
    place: 'alerts',
    personal: ['comment', 'created_by_id', 'created_by_name'],
    others: ['endpoint_name', 'matchers'],
  },
  inference_label: { place: 'triage', personal: ['by_id', 'by_name'], others: [] },
  inference_done: { place: 'triage', personal: ['by_id', 'by_name'], others: [] },
  saved_view: { place: 'triage', personal: ['owner_id', 'owner_name', 'name', 'query'], others: ['columns'] },
  topic: { place: 'topic-words', personal: ['terms'], others: ['endpoint_name', 'centroid'] },
  dataset: {
    place: 'datasets',
    personal: ['created_by_id', 'created_by_name'],
    others: ['name', 'description'],
  },
  dataset_item: {
    place: 'datasets',
    personal: ['requester_id', 'client', 'question', 'answer', 'expected', 'added_by_id', 'added_by_name'],
    others: ['endpoint_name', 'labels', 'documents', 'knowledge_name'],
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
    others: ['topic', 'severity', 'notice_permission', 'html'],
  },
  notification_delivery: {
    place: 'notices',
    personal: ['addresses', 'last_error'],
    others: ['kind', 'state'],
  },
  report: {
    place: 'reports',
    personal: ['owner_id', 'addresses'],
    others: ['name', 'cadence', 'time_zone', 'endpoint_name', 'environment', 'stopped_why'],
  },
  dashboard: {
    place: 'dashboards',
    personal: ['owner_id', 'name', 'description', 'panels'],
    others: ['visibility', 'default_range'],
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
  reader_list: {
    place: null,
    why: 'Lists ids of accounts, anonymous ones too: a list that shrank to nothing must not open a document.',
    personal: ['readers'],
    others: [],
  },
  erasure: {
    place: null,
    why: 'Says who asked for an erasure, and of which anonymous account; names go when it is done.',
    personal: ['subject_id', 'names', 'requested_by_id', 'requested_by_name', 'certificate'],
    others: ['subject_kind', 'documents', 'state', 'steps', 'held', 'error'],
  },
};
