import type { CreateServingEndpointBody, ServingConfigBody } from './body.ts';

/** Fields that are taken without effect, and why; they would make scripts fail for nothing. */
const ofEntity: Readonly<Record<string, string>> = {
  environment_vars: 'versions here need no environment variables, so none are kept',
  instance_profile_arn: 'there are no instance profiles',
  workload_type: 'there is one kind of worker',
  min_provisioned_throughput: 'throughput is not provisioned',
  max_provisioned_throughput: 'throughput is not provisioned',
  provisioned_model_units: 'throughput is not provisioned',
  burst_scaling_enabled: 'throughput is not provisioned',
};
const ofConfig: Readonly<Record<string, string>> = {
  auto_capture_config:
    'every request and answer is kept in the log of Slipway, not in a table of Unity Catalog',
};
const ofEndpoint: Readonly<Record<string, string>> = {
  tags: 'endpoints have no tags',
  budget_policy_id: 'there are no budget policies',
  email_notifications: 'nobody is notified by e-mail',
  route_optimized: 'every route is as short as it gets',
  telemetry_config: 'telemetry stays in Slipway',
};

function without(body: object, reasons: Readonly<Record<string, string>>): string[] {
  return Object.entries(body).flatMap(([field, value]) => {
    const reason = reasons[field];
    return reason === undefined || value === null || value === undefined ? [] : [`${field}: ${reason}.`];
  });
}

export function notesOfConfig(config: ServingConfigBody): string[] {
  const entities = config.served_entities ?? config.served_models ?? [];
  const both = config.served_entities && config.served_models;
  return [
    ...new Set([
      ...without(config, ofConfig),
      ...entities.flatMap((entity) => without(entity, ofEntity)),
      ...(both ? ['served_models: served_entities says the same and was read.'] : []),
    ]),
  ];
}

export function notesOfEndpoint(body: CreateServingEndpointBody): string[] {
  return [...without(body, ofEndpoint), ...notesOfConfig(body.config)];
}
