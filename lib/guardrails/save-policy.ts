import { isDeepStrictEqual } from 'node:util';
import { patternProblem } from '#lib/text/compile-pattern.ts';
import { assertMayAt, type Caller, userIdOf } from '../access/index.ts';
import { recordAudit } from '../audit/index.ts';
import { AppError, type FieldIssue } from '../platform/errors.ts';
import { publishChange } from '../platform/events.ts';
import { forgetPolicy } from './policy-in-force.ts';
import {
  environmentOfEndpoint,
  insertPolicy,
  latestPolicy,
  lockPolicies,
  requireEndpoint,
  transaction,
} from './policy-store.ts';
import { presentPolicy } from './present-policy.ts';
import { guardStages, type PolicyDocument, type PolicyVersion, type SavePolicy } from './schemas.ts';

/**
 * Puts a policy in force as the next number, on every replica at once. One that changes nothing makes no new number.
 * Throws `not_found`, `invalid` for patterns that are no RE2, or `conflict` when somebody saved another one meanwhile.
 */
export async function savePolicy(
  caller: Caller,
  endpoint: string,
  input: SavePolicy,
): Promise<PolicyVersion> {
  const environment = await environmentOfEndpoint(endpoint);
  assertMayAt(caller, 'guardrails.write', { kind: 'endpoint', name: endpoint, environment });
  assertPatterns(input.document);
  const saved = await transaction(async (tx) => {
    const { id, name } = await requireEndpoint(tx, endpoint);
    await lockPolicies(tx, id);
    const before = presentPolicy(await latestPolicy(tx, id));
    if (before.number !== input.expectedNumber) throw changedMeanwhile(endpoint, before, input);
    if (isDeepStrictEqual(before.document, input.document)) return before;
    const row = await insertPolicy(tx, {
      endpointId: id,
      number: before.number + 1,
      document: input.document,
      reason: input.reason,
      createdById: userIdOf(caller),
      createdByName: caller.name,
    });
    await recordAudit(tx, caller, {
      action: 'endpoint.guardrails-changed',
      subject: { kind: 'endpoint', id, name },
      before: { number: before.number, document: before.document },
      after: { number: row.number, document: input.document, reason: input.reason },
    });
    await publishChange(tx, { topic: 'endpoint', key: name });
    return presentPolicy(row);
  });
  forgetPolicy(endpoint);
  return saved;
}

function changedMeanwhile(
  endpoint: string,
  { number, createdBy }: PolicyVersion,
  input: SavePolicy,
): AppError {
  return new AppError(
    'conflict',
    `The guardrails of "${endpoint}" are at number ${number}${createdBy === null ? '' : `, saved by ${createdBy}`}; ` +
      `your change was made from ${input.expectedNumber}. Reload them, look at what changed, and save again.`,
    { reason: 'policy_changed' },
  );
}

/** Throws `invalid`, naming every pattern that cannot be used. */
export function assertPatterns(document: PolicyDocument): void {
  const issues = guardStages.flatMap((stage) =>
    document[stage].banned.topics.flatMap(({ patterns }, topic) =>
      patterns.flatMap((pattern, at): FieldIssue[] => {
        const message = patternProblem(pattern);
        const path = `document.${stage}.banned.topics.${topic}.patterns.${at}`;
        return message === null ? [] : [{ path, message }];
      }),
    ),
  );
  const [first] = issues;
  if (first) throw new AppError('invalid', first.message, { issues });
}
