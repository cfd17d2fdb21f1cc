import type { z } from 'zod';
import { systemCaller } from '../access/index.ts';
import { listKnowledge } from '../knowledge/index.ts';
import { listProviders } from '../providers/index.ts';
import { environmentsOf } from '../serving/index.ts';
import { type AutomaticCheck, insertAutomatic, madeFor, removeChecksOf, subjectsOf } from './check-store.ts';
import { subjectOf } from './places.ts';
import { type CheckDefinition, checkDefinitionSchema } from './schemas.ts';

const self = systemCaller('health checks');

/**
 * Makes the checks that cost nothing: of PostgreSQL, processes and queues, of every provider and every knowledge base.
 * Questions are offered on the screen and never made by themselves, because answers may cost money. Checks of what is gone go
 * with it.
 */
export async function ensureAutomaticChecks(): Promise<void> {
  const [made, providers, knowledge] = await Promise.all([
    madeFor(),
    listProviders(self),
    listKnowledge(self),
  ]);
  const names = {
    provider: providers.filter(({ kind }) => kind !== 'extractive').map(({ name }) => name),
    knowledge: knowledge.map(({ name }) => name),
  };
  const wanted = [
    automatic('PostgreSQL', { kind: 'database' }, 1),
    automatic('Processes', { kind: 'worker' }, 1),
    // A thousand documents handed in at once are no outage.
    automatic('Background work', { kind: 'queue', maxWaitSeconds: 3600 }, 1),
    ...names.provider.map((name) => automatic(`Provider ${name}`, { kind: 'provider', provider: name }, 5)),
    ...names.knowledge.map((name) => automatic(`Index ${name}`, { kind: 'knowledge', knowledge: name }, 15)),
  ];
  const missing = wanted.filter((check) => !made.has(check.madeFor ?? ''));
  if (missing.length > 0) await insertAutomatic(missing);
  await removeGone('provider', new Set(names.provider));
  await removeGone('knowledge', new Set(names.knowledge));
  const asked = await subjectsOf('question');
  await removeGone('question', new Set((await environmentsOf(asked)).keys()));
}

function automatic(
  name: string,
  input: z.input<typeof checkDefinitionSchema>,
  everyMinutes: number,
): AutomaticCheck {
  const definition = checkDefinitionSchema.parse(input);
  const subject = subjectOf(definition);
  return {
    name,
    kind: definition.kind,
    subject,
    definition,
    everyMinutes,
    timeoutMs: 15_000,
    failAfter: 2,
    recoverAfter: 1,
    madeFor: `${definition.kind}:${subject}`,
  };
}

async function removeGone(kind: CheckDefinition['kind'], there: ReadonlySet<string>): Promise<void> {
  const gone = (await subjectsOf(kind)).filter((subject) => !there.has(subject));
  if (gone.length > 0) await removeChecksOf(kind, gone);
}
