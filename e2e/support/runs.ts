/** Runs as MLflow's clients log them: over its REST API. */
import { z } from 'zod';
import { callApi } from './product-api.ts';

type Reachable = Parameters<typeof callApi>[0];

const mlflow = '/api/2.0/mlflow';
const experimentSchema = z.object({ experiment_id: z.string() });
const runSchema = z.object({ run: z.object({ info: z.object({ run_id: z.string() }) }) });

export interface LoggedRun {
  id: string;
  name: string;
}

export async function newExperiment(product: Reachable, name: string): Promise<string> {
  const made = await callApi(product, 'POST', `${mlflow}/experiments/create`, { name });
  return experimentSchema.parse(made).experiment_id;
}

export interface RunToLog {
  name: string;
  params: Readonly<Record<string, string>>;
  /** One value per step. */
  metrics: Readonly<Record<string, readonly number[]>>;
  tags?: Readonly<Record<string, string>>;
  status?: 'FINISHED' | 'FAILED';
}

const stepMs = 30_000;

/** Logs a run that ended just now, a step every half minute. */
async function logRun(product: Reachable, experimentId: string, run: RunToLog): Promise<LoggedRun> {
  const steps = Math.max(1, ...Object.values(run.metrics).map((values) => values.length));
  const end = Date.now();
  const start = end - steps * stepMs;
  const pairs = (record: Readonly<Record<string, string>>) =>
    Object.entries(record).map(([key, value]) => ({ key, value }));
  const created = await callApi(product, 'POST', `${mlflow}/runs/create`, {
    experiment_id: experimentId,
    run_name: run.name,
    start_time: start,
    user_id: 'ada',
    tags: pairs({ 'mlflow.source.name': 'train.py', 'mlflow.source.type': 'LOCAL', ...run.tags }),
  });
  const id = runSchema.parse(created).run.info.run_id;
  await callApi(product, 'POST', `${mlflow}/runs/log-batch`, {
    run_id: id,
    params: pairs(run.params),
    metrics: Object.entries(run.metrics).flatMap(([key, values]) =>
      values.map((value, step) => ({ key, value, step, timestamp: start + step * stepMs })),
    ),
  });
  await callApi(product, 'POST', `${mlflow}/runs/update`, {
    run_id: id,
    status: run.status ?? 'FINISHED',
    end_time: end,
  });
  return { id, name: run.name };
}

/** Curves that differ a little from run to run: accuracy rises, loss falls to a `floor`. */
export function curves(floor: number, steps = 40): Record<string, number[]> {
  const at = (make: (step: number) => number) => Array.from({ length: steps }, (_, step) => make(step));
  return {
    accuracy: at((step) => 1 - floor - 0.5 / (step + 1)),
    'val/loss': at((step) => floor + Math.exp(-step / 6) + 0.02 * Math.sin(step)),
    latency_ms: [180 + floor * 1000],
  };
}

export const runExperiment = 'answer-depth';

/** Three runs that tell apart what depth and model do. */
export async function populateRuns(product: Reachable): Promise<LoggedRun[]> {
  const experimentId = await newExperiment(product, runExperiment);
  const runs: RunToLog[] = [
    { name: 'shallow', params: { model: 'small', top_k: '3', seed: '7' }, metrics: curves(0.2) },
    { name: 'deep', params: { model: 'small', top_k: '8', seed: '7' }, metrics: curves(0.1) },
    {
      name: 'large',
      params: { model: 'large', top_k: '8', seed: '7' },
      metrics: curves(0.06, 25),
      status: 'FAILED',
      tags: { team: 'search' },
    },
  ];
  const logged: LoggedRun[] = [];
  for (const run of runs) logged.push(await logRun(product, experimentId, run));
  return logged;
}
