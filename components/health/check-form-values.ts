import { z } from 'zod';
import {
  type Check,
  type CheckBody,
  checkBodySchema,
  checkKindSchema,
  type Expectation,
} from '#lib/health/schemas.ts';

/** What the form holds: every kind's fields as text, of which those of the kind chosen are used. */
export const checkFormSchema = z.object({
  name: z.string(),
  kind: checkKindSchema,
  subject: z.string(),
  question: z.string(),
  /** `model:3`, or empty. */
  version: z.string(),
  /** One on each line. */
  contains: z.string(),
  matches: z.string(),
  cites: z.string(),
  declines: z.enum(['either', 'yes', 'no']),
  query: z.string(),
  maxAgeHours: z.string(),
  maxWaitSeconds: z.string(),
  maxFailed: z.string(),
  minWorkers: z.string(),
  minServers: z.string(),
  maxLatencyMs: z.string(),
  when: z.enum(['minutes', 'cron']),
  everyMinutes: z.string(),
  cron: z.string(),
  timeZone: z.string(),
  timeoutSeconds: z.string(),
  failAfter: z.string(),
  recoverAfter: z.string(),
  enabled: z.boolean(),
});
export type CheckFormValues = z.infer<typeof checkFormSchema>;

const text = (value: number | string | null | undefined) => (value == null ? '' : String(value));

const emptyExpectation: Expectation = { contains: [], matches: null, declines: null, cites: null };

export function checkFormOf(check: Check | null, endpoint: string, timeZone: string): CheckFormValues {
  const of = check?.definition ?? null;
  const question = of?.kind === 'question' ? of : null;
  const expect = question?.expect ?? emptyExpectation;
  const { declines } = expect;
  const schedule = check?.schedule ?? { everyMinutes: 5 };
  const version = question?.version ?? null;
  return {
    name: check?.name ?? (endpoint === '' ? '' : `${endpoint} answers`),
    kind: of?.kind ?? 'question',
    subject: check?.subject ?? endpoint,
    question: question?.question ?? '',
    version: version === null ? '' : `${version.model}:${version.version}`,
    contains: expect.contains.join('\n'),
    matches: expect.matches ?? '',
    cites: expect.cites ?? '',
    declines: declines === null ? 'either' : declines ? 'yes' : 'no',
    query: of?.kind === 'knowledge' ? of.query : '',
    maxAgeHours: text(of?.kind === 'knowledge' ? of.maxAgeHours : null),
    maxWaitSeconds: text(of?.kind === 'queue' ? of.maxWaitSeconds : 600),
    maxFailed: text(of?.kind === 'queue' ? of.maxFailed : 20),
    minWorkers: text(of?.kind === 'worker' ? of.minWorkers : 1),
    minServers: text(of?.kind === 'worker' ? of.minServers : 1),
    maxLatencyMs: text(of !== null && 'maxLatencyMs' in of ? of.maxLatencyMs : null),
    when: 'cron' in schedule ? 'cron' : 'minutes',
    everyMinutes: text('cron' in schedule ? 5 : schedule.everyMinutes),
    cron: 'cron' in schedule ? schedule.cron : '',
    timeZone: 'cron' in schedule ? schedule.timeZone : timeZone,
    timeoutSeconds: text((check?.timeoutMs ?? 30_000) / 1000),
    failAfter: text(check?.failAfter ?? 2),
    recoverAfter: text(check?.recoverAfter ?? 1),
    enabled: check?.enabled ?? true,
  };
}

/** The request, or what is wrong with it by path. */
export function checkBodyOf(form: CheckFormValues): z.ZodSafeParseResult<CheckBody> {
  return checkBodySchema.safeParse({
    name: form.name,
    definition: definitionOf(form),
    schedule:
      form.when === 'cron'
        ? { cron: form.cron, timeZone: form.timeZone }
        : { everyMinutes: Number(form.everyMinutes) },
    timeoutMs: Number(form.timeoutSeconds) * 1000,
    failAfter: Number(form.failAfter),
    recoverAfter: Number(form.recoverAfter),
    enabled: form.enabled,
  });
}

function definitionOf(form: CheckFormValues): unknown {
  const { kind, subject } = form;
  const maxLatencyMs = numberOf(form.maxLatencyMs);
  switch (kind) {
    case 'question':
      return {
        kind,
        endpoint: subject.trim(),
        question: form.question,
        version: versionOf(form.version),
        expect: {
          contains: form.contains.split('\n').filter((line) => line.trim() !== ''),
          matches: form.matches === '' ? null : form.matches,
          cites: form.cites.trim() === '' ? null : form.cites,
          declines: form.declines === 'either' ? null : form.declines === 'yes',
        },
        maxLatencyMs,
      };
    case 'provider':
      return { kind, provider: subject.trim(), maxLatencyMs };
    case 'knowledge':
      return {
        kind,
        knowledge: subject.trim(),
        query: form.query,
        maxAgeHours: numberOf(form.maxAgeHours),
        maxLatencyMs,
      };
    case 'queue':
      return { kind, maxWaitSeconds: Number(form.maxWaitSeconds), maxFailed: Number(form.maxFailed) };
    case 'worker':
      return { kind, minWorkers: Number(form.minWorkers), minServers: Number(form.minServers) };
    case 'database':
      return { kind, maxLatencyMs };
  }
}

function numberOf(value: string): number | null {
  return value.trim() === '' ? null : Number(value);
}

function versionOf(value: string): unknown {
  if (value.trim() === '') return null;
  const [, model, version] = /^([^:]+):(\d+)$/.exec(value.trim()) ?? [];
  return { model: model ?? value.trim(), version: Number(version) };
}

const fieldOf: readonly [RegExp, keyof CheckFormValues][] = [
  [/^definition\.(endpoint|provider|knowledge)/, 'subject'],
  [/^definition\.version/, 'version'],
  [/^definition\.expect\.contains/, 'contains'],
  [/^definition\.expect\.(matches|cites)/, 'matches'],
  [/^schedule\.cron/, 'cron'],
  [/^schedule\.timeZone/, 'timeZone'],
  [/^schedule/, 'everyMinutes'],
  [/^timeoutMs/, 'timeoutSeconds'],
];

/** The field that shows what is wrong at this path of the request; undefined for none. */
export function fieldAt(path: string): keyof CheckFormValues | undefined {
  const special = fieldOf.find(([pattern]) => pattern.test(path))?.[1];
  if (special !== undefined) return special;
  const name = path.replace(/^definition\./, '');
  return checkFormSchema.keyof().options.find((option) => option === name);
}
