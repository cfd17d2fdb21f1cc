/** An audit event as a sentence: "Ada moved @champion of guide-assistant from version 1 to 2". */
import type { AuditEvent } from '#lib/audit-log/schemas.ts';

/** A piece of the sentence; names stand out from the words between them. */
export interface Part {
  text: string;
  kind: 'word' | 'actor' | 'subject';
}

type Facts = Readonly<Record<string, unknown>>;

const someoneErased = 'An erased person';

export function describeEvent(event: AuditEvent): Part[] {
  const phrase = phraseOf(event);
  const [before = '', after = ''] = phrase.split('{subject}');
  const parts: Part[] = [
    { text: actorName(event), kind: 'actor' },
    { text: before.trim(), kind: 'word' },
    { text: phrase.includes('{subject}') ? subjectName(event) : '', kind: 'subject' },
    { text: after.trim(), kind: 'word' },
  ];
  return parts.filter((part) => part.text !== '');
}

/** The sentence as text, for labels and titles. */
export function sentenceOf(event: AuditEvent): string {
  return describeEvent(event)
    .map((part) => part.text)
    .join(' ');
}

export function actorName({ actor }: AuditEvent): string {
  if (actor.name === null) return someoneErased;
  const name = actor.kind === 'api-key' ? `API key ${actor.name}` : actor.name;
  return name.charAt(0).toUpperCase() + name.slice(1);
}

export function subjectName({ subject }: AuditEvent): string {
  return subject.name ?? 'an erased person';
}

function phraseOf(event: AuditEvent): string {
  const before = factsOf(event.before);
  const after = factsOf(event.after);
  const special = phrases[event.action]?.(before, after, event);
  return special ?? `${verbOf(event.action)} the ${words(event.subject.kind)} {subject}`;
}

/** The sentence goes on after `{subject}`, which stands for the name of the thing. */
const phrases: Readonly<Record<string, (before: Facts, after: Facts, event: AuditEvent) => string | null>> = {
  'alias.moved': (before, after) =>
    before.version == null
      ? `pointed @${after.alias} of {subject} at version ${after.version}`
      : `moved @${after.alias} of {subject} from version ${before.version} to ${after.version}`,
  'alias.deleted': (before) => `removed @${before.alias} of {subject}`,
  'version.moved': (before, after) =>
    `moved version ${after.version} of {subject} from ${before.stage} to ${after.stage}`,
  'version.promoted': (_before, after) => {
    const stage = ['production', 'staging', 'development'].find((name) => after[name] != null);
    return stage === undefined ? null : `promoted version ${after[stage]} of {subject} to ${stage}`;
  },
  'version.registered': versionPhrase('registered'),
  'version.updated': versionPhrase('described'),
  'version.deleted': versionPhrase('deleted'),
  'version.restored': versionPhrase('restored'),
  'endpoint.updated': (before, after) =>
    before.config === after.config
      ? 'changed the settings of {subject}'
      : `changed {subject} from configuration ${before.config} to ${after.config}`,
  'endpoint.rolled-back': (_before, after) =>
    after.rolledBackTo == null ? null : `rolled {subject} back to configuration ${after.rolledBackTo}`,
  'endpoint.split-planned': () => 'planned a traffic split of {subject}',
  'endpoint.split-plan-cancelled': () => 'cancelled the planned traffic split of {subject}',
  'user.signed_in': () => 'signed in',
  'user.sign_in_refused': (_before, after) =>
    `was not let in as {subject}: ${reasonOf(after)}${timesOf(after)}`,
  'user.locked_out': () => 'was locked out of {subject} after too many wrong passwords',
  'user.password_changed': () => 'changed their password',
  'user.password_reset': () => 'reset the password of {subject}',
  'user.signed_out_everywhere': () => 'ended all their sessions',
  'access.refused': (_before, after) => {
    const missing = typeof after.permission === 'string' ? `, which needs ${after.permission}` : '';
    return `was refused {subject}${missing}${timesOf(after)}`;
  },
  'audit.personal_erased': (_before, after) =>
    `erased a person’s data from ${Number(after.actors ?? 0) + Number(after.subjects ?? 0)} places in this log`,
};

function versionPhrase(verb: string) {
  return (before: Facts, after: Facts): string | null => {
    const version = after.version ?? after.number ?? before.version;
    return version == null ? null : `${verb} version ${version} of {subject}`;
  };
}

function reasonOf(after: Facts): string {
  return words(typeof after.reason === 'string' ? after.reason : 'unknown reason');
}

function timesOf({ times }: Facts): string {
  return typeof times === 'number' && times > 1 ? `, ${times} times more within a minute` : '';
}

/** `split-plan-cancelled` → "split plan cancelled". */
function words(name: string): string {
  return name.replaceAll(/[-_]/g, ' ');
}

function verbOf(action: string): string {
  return words(action.slice(action.indexOf('.') + 1));
}

function factsOf(value: unknown): Facts {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Facts) : {};
}

/** Where the thing is in the console; null for what has no page, or is gone by its nature. */
export function hrefOf({ subject: { kind, name } }: AuditEvent): string | null {
  if (name === null) return null;
  const at = encodeURIComponent(name);
  switch (kind) {
    case 'model':
    case 'endpoint':
      return `/${kind}s/${at}`;
    case 'knowledge':
      return `/knowledge/${at}`;
    case 'provider':
      return '/providers';
    case 'user':
    case 'team':
    case 'role':
    case 'api-key':
      return '/access';
    case 'experiment':
      return '/experiments';
    default:
      return null;
  }
}
