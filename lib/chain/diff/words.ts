/** How documents are talked about: the words of differences. */
import { stringify } from 'yaml';
import type { PostprocessStep, PreprocessStep } from '../schemas.ts';

type Step = PreprocessStep | PostprocessStep;

const stepNames: Readonly<Record<Step['step'], string>> = {
  normalise: 'normalise the text',
  'rewrite-from-history': 'make follow-ups stand alone',
  'detect-language': 'detect the language',
  'screen-injection': 'screen for injection',
  'mask-pii': 'mask personal data',
  'limit-length': 'limit the length',
  'banned-topics': 'decline banned topics',
  custom: 'custom step',
  'check-citations': 'check the citations',
  'format-citations': 'format the citations',
  'json-schema': 'require JSON',
};

export function stepName(step: Step): string {
  return step.step === 'custom' ? `custom step “${step.name}”` : `“${stepNames[step.step]}”`;
}

const memberNames: Readonly<Record<string, string>> = {
  maxQuestionChars: 'longest question',
  example: 'example',
  knowledge: 'knowledge base',
  snapshot: 'snapshot',
  mode: 'search mode',
  k: 'passages',
  filters: 'filters',
  system: 'system prompt',
  user: 'user prompt',
  provider: 'provider',
  name: 'model',
  topP: 'top P',
  maxOutputTokens: 'longest answer in tokens',
  seed: 'seed',
  stop: 'stop texts',
  timeoutMs: 'time-out in ms',
  memoryMb: 'memory in MB',
  maxChars: 'longest text in characters',
  allowed: 'allowed languages',
  kinds: 'kinds of data',
  onMismatch: 'on a mismatch',
  when: 'conditions',
  format: 'format',
};

/** `maxChars` as "longest text in characters"; names without words of their own are taken apart. */
export function memberName(member: string): string {
  if (Object.hasOwn(memberNames, member)) return memberNames[member] ?? member;
  return member.replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** A value as people read it; null where there is none. */
export function readable(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string') return value;
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object')) return value.join(', ');
  return stringify(value, { lineWidth: 100, aliasDuplicateObjects: false }).trimEnd();
}

/** Longer values, and those of many lines or members, are for the two columns below the sentence. */
const maxInSentence = 60;

/** "temperature 0.7 instead of 0.2"; values too long for a sentence are left out of it. */
export function changeInWords(name: string, from: unknown, to: unknown): string {
  const [before, after] = [readable(from), readable(to)];
  if (!isShort(from) || !isShort(to)) {
    if (before === null) return `${name} set`;
    return after === null ? `${name} no longer set` : `${name} changed`;
  }
  const shown = (text: string) => (text === '' ? 'nothing' : text);
  if (before === null) return `${name} ${shown(after ?? '')}`;
  if (after === null) return `${name} no longer ${shown(before)}`;
  return `${name} ${shown(after)} instead of ${shown(before)}`;
}

function isShort(value: unknown): boolean {
  const text = readable(value) ?? '';
  const members = typeof value === 'object' && value !== null && !Array.isArray(value);
  return !members && text.length <= maxInSentence && !text.includes('\n');
}

export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
