import type { Caller } from '../access/index.ts';
import type { Tx } from '../platform/db.ts';
import { AppError } from '../platform/errors.ts';
import {
  createModelIn,
  deleteAliasIn,
  deleteVersionIn,
  moveAliasIn,
  registerVersionIn,
  restoreVersionIn,
  transitionStageIn,
  updateModelIn,
  updateVersionIn,
} from '../registry/index.ts';
import { createEndpointIn, updateEndpointIn } from '../serving/index.ts';
import type { Step } from './planned-change.ts';
import { type PreparedVersions, versionKey } from './prepare-versions.ts';
import type { ModelDocument, VersionEntry } from './schemas.ts';

/** What the changes need besides themselves. */
export interface ChangeContext {
  /** Why, as it stands in every history. */
  reason: string;
  ticket: string;
  versions: PreparedVersions;
  endpointConfigs: ReadonlyMap<string, number>;
}

/** Makes one planned change with the verb a person would have used, in the caller's transaction. */
export async function makeChange(
  tx: Tx,
  caller: Caller,
  step: Step,
  { reason, ticket, versions, endpointConfigs }: ChangeContext,
): Promise<void> {
  const decision = { reason: reason || 'Applied from a configuration document.', ticket };
  switch (step.do) {
    case 'create-model':
      await createModelIn(tx, caller, described(step.model));
      break;
    case 'update-model':
      await updateModelIn(tx, caller, step.model.name, described(step.model));
      break;
    case 'register-version':
      await register(tx, caller, step.model, step.entry, versions);
      break;
    case 'describe-version':
      await updateVersionIn(tx, caller, step.model, step.entry.number, step.entry);
      break;
    case 'delete-version':
      await deleteVersionIn(tx, caller, step.model, step.entry.number, decision);
      break;
    case 'restore-version':
      await restoreVersionIn(tx, caller, step.model, step.entry.number, decision);
      break;
    case 'move-stage':
      await transitionStageIn(tx, caller, step.model, step.entry.number, {
        ...decision,
        stage: step.entry.stage,
        archiveExisting: false,
      });
      break;
    case 'move-alias':
      await moveAliasIn(tx, caller, step.model, step.alias, { ...decision, version: step.version });
      break;
    case 'delete-alias':
      await deleteAliasIn(tx, caller, step.model, step.alias, decision);
      break;
    case 'create-endpoint':
      await createEndpointIn(tx, caller, step.endpoint);
      break;
    case 'update-endpoint':
      await updateEndpointIn(tx, caller, step.endpoint.name, {
        ...step.endpoint,
        ...decision,
        expectedConfig: endpointConfigs.get(step.endpoint.name) ?? 1,
      });
      break;
  }
}

/** Without aliases and versions, which have changes of their own. */
function described({ name, description, tags }: ModelDocument) {
  return { name, description, tags };
}

async function register(
  tx: Tx,
  caller: Caller,
  model: string,
  entry: VersionEntry,
  versions: PreparedVersions,
): Promise<void> {
  const prepared = versions.get(versionKey(model, entry.number));
  if (prepared === undefined) throw new Error(`Version ${entry.number} of "${model}" was not prepared.`);
  const { number } = await registerVersionIn(tx, caller, model, prepared);
  if (number === entry.number) return;
  throw new AppError(
    'conflict',
    `Somebody registered a version of "${model}" meanwhile: the next number is ${number}, the document lists ${entry.number}.`,
    { reason: 'configuration_changed' },
  );
}
