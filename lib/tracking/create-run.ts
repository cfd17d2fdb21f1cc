import { assertMay, type Caller, userIdOf } from '../access/index.ts';
import { AppError } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { getRun } from './get-run.ts';
import { type Logged, upsertTags } from './log-store.ts';
import type { StoredRun } from './present.ts';
import { randomRunName } from './run-name.ts';
import { insertRun, pgTransaction } from './run-store.ts';
import { runNameTag } from './tags.ts';

export interface CreateRun {
  experimentId: string;
  /** Empty takes the tag `mlflow.runName`, else a name is made up. */
  name: string;
  userName: string;
  startedAt: Date;
  tags: readonly Logged[];
}

/** Begins a run. Throws `not_found` for its experiment, or `invalid` when that was deleted. */
export async function createRun(caller: Caller, input: CreateRun): Promise<StoredRun> {
  assertMay(caller, 'runs.write');
  const tags = new Map(input.tags.map(({ key, value }) => [key, value]));
  const tagged = tags.get(runNameTag) ?? '';
  if (input.name !== '' && tagged !== '' && input.name !== tagged) {
    throw new AppError(
      'invalid',
      `The run is named "${input.name}" and its tag ${runNameTag} "${tagged}". Send one.`,
    );
  }
  const name = input.name || tagged || randomRunName(Math.random);
  tags.set(runNameTag, name);
  const id = newId();
  const { experimentId, userName, startedAt } = input;
  await pgTransaction(async (client) => {
    const run = { id, experimentId, name, userName, startedAt, createdById: userIdOf(caller) };
    if (!(await insertRun(client, run))) {
      throw new AppError('invalid', `The experiment ${experimentId} was deleted. Restore it first.`);
    }
    const rows = [...tags].map(([key, value]) => ({ key, value }));
    await upsertTags(client, id, rows);
  });
  return getRun(caller, id.replaceAll('-', ''), 'runs.write');
}
