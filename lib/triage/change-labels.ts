import { assertMay, assertMayEverywhere, type Caller, reachOf } from '../access/index.ts';
import { recordAudit } from '../audit/index.ts';
import { AppError, notFound } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import {
  changeLabel,
  countLabelled,
  countLabels,
  findLabels,
  insertLabel,
  isUniqueViolation,
  type LabelRow,
  lockLabel,
  removeLabel,
  transaction,
} from './label-store.ts';
import { type Label, type LabelInput, type LabelList, labelSchema, maxLabels } from './schemas.ts';

function presentLabel({ id, name, colour, shortcut }: LabelRow): Label {
  return labelSchema.parse({ id, name, colour, shortcut });
}

/** Every label with the number of requests the caller may read that have it; those with a key first. */
export async function listLabels(caller: Caller): Promise<LabelList> {
  assertMay(caller, 'inferences.read');
  const [rows, counts] = await Promise.all([findLabels(), countLabelled(reachOf(caller, 'inferences.read'))]);
  return { items: rows.map((row) => ({ ...presentLabel(row), requests: counts.get(row.id) ?? 0 })) };
}

/** Labels are one list for the installation, so only who may label everywhere changes it. */
export async function createLabel(caller: Caller, input: LabelInput): Promise<Label> {
  assertMayEverywhere(caller, 'inferences.label');
  return transaction(async (tx) => {
    if ((await countLabels(tx)) >= maxLabels) {
      throw new AppError('conflict', `There are ${maxLabels} labels already. Delete one that is not used.`);
    }
    const label = presentLabel(await insertLabel(tx, newId(), input));
    const subject = { kind: 'label', id: label.id, name: label.name };
    await recordAudit(tx, caller, { action: 'label.created', subject, after: label });
    return label;
  }).catch(taken(input));
}

export async function updateLabel(caller: Caller, id: string, input: LabelInput): Promise<Label> {
  assertMayEverywhere(caller, 'inferences.label');
  return transaction(async (tx) => {
    const before = await lockLabel(tx, id);
    if (before === null) throw notFound('This label');
    const label = presentLabel(await changeLabel(tx, id, input));
    await recordAudit(tx, caller, {
      action: 'label.updated',
      subject: { kind: 'label', id, name: label.name },
      before: presentLabel(before),
      after: label,
    });
    return label;
  }).catch(taken(input));
}

/** It leaves every request that has it. */
export async function deleteLabel(caller: Caller, id: string): Promise<void> {
  assertMayEverywhere(caller, 'inferences.label');
  await transaction(async (tx) => {
    const row = await lockLabel(tx, id);
    if (row === null) throw notFound('This label');
    await removeLabel(tx, id);
    await recordAudit(tx, caller, {
      action: 'label.deleted',
      subject: { kind: 'label', id, name: row.name },
      before: presentLabel(row),
    });
  });
}

function taken({ name, shortcut }: LabelInput): (error: unknown) => never {
  return (error) => {
    if (!isUniqueViolation(error)) throw error;
    const key = shortcut === null ? '' : `, or one with the key ${shortcut}`;
    throw new AppError('conflict', `There is a label named "${name}" already${key}. Choose another.`);
  };
}
