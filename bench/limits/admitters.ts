/** Processes that admit requests side by side. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Arm } from './arms.ts';

export interface Task {
  arm: Arm;
  /** Calls before those that are measured, without a pause in between. */
  warmUp: number;
  calls: number;
  perSecond: number;
}

export interface TaskResult {
  admitted: number;
  /** Of each call. */
  ms: number[];
  /** Calls that were not answered from memory. */
  waited: number;
  seconds: number;
}

export interface Admitters {
  /** Gives each process the task at the same time. */
  run(task: Task): Promise<TaskResult[]>;
  stop(): Promise<void>;
}

export async function startAdmitters(count: number): Promise<Admitters> {
  const children = Array.from({ length: count }, () => fork(path.join(import.meta.dirname, 'admit-task.ts')));
  await Promise.all(children.map((child) => once(child, 'message')));
  return {
    async run(task) {
      const done = children.map(async (child) => {
        const failed = once(child, 'exit').then(() =>
          Promise.reject(new Error('A process of the benchmark failed.')),
        );
        child.send(task);
        const [result] = (await Promise.race([once(child, 'message'), failed])) as [TaskResult];
        failed.catch(() => undefined);
        return result;
      });
      return Promise.all(done);
    },
    async stop() {
      const ended = children.map((child) => once(child, 'exit'));
      for (const child of children) child.send('stop');
      await Promise.all(ended);
    },
  };
}
