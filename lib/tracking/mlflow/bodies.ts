/** Messages of MLflow's `service.proto` (`Experiment`, `Run`, `Metric`) as its servers write them in JSON. */
import type { StoredExperiment, StoredRun } from '../present.ts';

function pairs(record: Readonly<Record<string, string>>) {
  return Object.entries(record).map(([key, value]) => ({ key, value }));
}

/** Nobody serves files here; a client that has storage of its own names it when it creates the experiment. */
function artifactLocationOf(experimentId: string, own: string | null): string {
  return own ?? `slipway-artifacts:/${experimentId}`;
}

export function experimentBody(experiment: StoredExperiment) {
  const { id, name, lifecycle, tags, artifactLocation, createdAt, updatedAt } = experiment;
  return {
    experiment_id: id,
    name,
    artifact_location: artifactLocationOf(id, artifactLocation),
    lifecycle_stage: lifecycle,
    creation_time: Date.parse(createdAt),
    last_update_time: Date.parse(updatedAt),
    tags: pairs(tags),
  };
}

export function runInfoBody(run: StoredRun) {
  const location = artifactLocationOf(run.experimentId, run.artifactLocation);
  return {
    run_uuid: run.id,
    run_id: run.id,
    run_name: run.name,
    experiment_id: run.experimentId,
    user_id: run.userName,
    status: run.status,
    start_time: Date.parse(run.startedAt),
    ...(run.endedAt !== null && { end_time: Date.parse(run.endedAt) }),
    artifact_uri: `${location.replace(/\/+$/, '')}/${run.id}/artifacts`,
    lifecycle_stage: run.lifecycle,
  };
}

export function runBody(run: StoredRun) {
  return {
    info: runInfoBody(run),
    data: { metrics: run.metrics, params: pairs(run.params), tags: pairs(run.tags) },
    inputs: {},
  };
}
