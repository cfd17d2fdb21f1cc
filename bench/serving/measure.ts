/** Rounds in which every arm takes its turn at every measure, so that what the machine does meanwhile meets all alike. */
import { once } from 'node:events';
import type { Arm, ArmName } from './arms.ts';
import type { LoadResult, LoadTask } from './load-task.ts';
import { shortText } from './mock-text.ts';
import type { Helper } from './processes.ts';

export interface Measure {
  name: string;
  connections: number;
  streaming: boolean;
}

export const measures: readonly Measure[] = [
  { name: 'plain 1', connections: 1, streaming: false },
  { name: 'plain 16', connections: 16, streaming: false },
  { name: 'plain 64', connections: 64, streaming: false },
  { name: 'stream 1', connections: 1, streaming: true },
  { name: 'stream 20', connections: 20, streaming: true },
  { name: 'stream 100', connections: 100, streaming: true },
];

/** Compilers need thousands of requests, of both kinds, before a server is as fast as it stays. */
const warmUps: readonly Measure[] = [
  { name: 'warm-up', connections: 64, streaming: false },
  { name: 'warm-up of streams', connections: 20, streaming: true },
];

export interface Plan {
  rounds: number;
  /** Each of the two kinds, each arm. */
  warmUpMs: number;
  measureMs: number;
}

/** By measure and arm, one result a round. */
export type Results = Map<string, Map<ArmName, LoadResult[]>>;

const messages = [
  { role: 'user', content: 'How is the pump of the northern basin started after a power cut?' },
];

function taskOf({ origin, headers, models }: Arm, { connections, streaming }: Measure, ms: number): LoadTask {
  const named = streaming ? 'paced' : 'short';
  const model = models?.[named] ?? named;
  const options = streaming && { stream: true, stream_options: { include_usage: true } };
  return {
    target: {
      origin,
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ model, messages, ...options }),
    },
    ...{ connections, streaming, ms, expected: JSON.stringify(shortText) },
  };
}

export async function runTask({ child }: Helper, task: LoadTask): Promise<LoadResult> {
  const answered = once(child, 'message');
  child.send(task);
  const [result] = (await answered) as [LoadResult];
  return result;
}

/** Throws when an arm fails a request: a figure of failures is no figure. */
async function runMeasure(client: Helper, arm: Arm, measure: Measure, ms: number): Promise<LoadResult> {
  const result = await runTask(client, taskOf(arm, measure, ms));
  if (result.failures === 0) return result;
  throw new Error(
    `${arm.name}, ${measure.name}: ${result.failures} requests failed, the first with ${result.failure}`,
  );
}

/** Every other round backwards, so that no arm always follows the same one. */
function turns<T>(items: readonly T[], round: number): T[] {
  return round % 2 === 0 ? [...items] : items.toReversed();
}

export async function runRounds(client: Helper, arms: readonly Arm[], plan: Plan): Promise<Results> {
  for (const arm of arms) {
    for (const measure of warmUps) await runMeasure(client, arm, measure, plan.warmUpMs);
  }
  const results: Results = new Map(measures.map(({ name }) => [name, new Map()]));
  for (let round = 0; round < plan.rounds; round++) {
    for (const measure of measures) {
      for (const arm of turns(arms, round)) {
        const result = await runMeasure(client, arm, measure, plan.measureMs);
        const byArm = results.get(measure.name);
        byArm?.set(arm.name, [...(byArm.get(arm.name) ?? []), result]);
      }
    }
  }
  return results;
}
