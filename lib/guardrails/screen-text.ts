import { bannedIn, excerptOf, foreignLanguage, injectionIn, kindsWith, locate } from './find-signs.ts';
import type { Hits } from './hits.ts';
import type { Placeholders } from './placeholders.ts';
import type { Guard, GuardAction, GuardStage, StagePolicy } from './schemas.ts';

export interface ScreenContext {
  stage: GuardStage;
  policy: StagePolicy;
  placeholders: Placeholders;
  hits: Hits;
}

export interface Screened {
  /** With placeholders. */
  text: string;
  blocked: boolean;
  /** Let pass, and filed for review. */
  flagged: boolean;
}

/** Screens a text that is there as a whole. `parts` are the checks to make: turns of the past are masked only. */
export function screenText(
  text: string,
  context: ScreenContext,
  checks: 'all' | 'personal-data' = 'all',
): Screened {
  const { stage, policy, hits } = context;
  let blocked = false;
  let flagged = false;
  const found = (guard: Guard, kind: string, action: GuardAction | 'mask'): void => {
    if (action === 'allow') return;
    blocked ||= action === 'block';
    flagged ||= action === 'flag';
    const done = action === 'block' ? (stage === 'retrieved' ? 'left-out' : 'blocked') : 'flagged';
    hits.add({ stage, guard, kind, action: done, excerpt: excerptOf(text) });
  };
  if (checks === 'all') {
    const { injection, banned, languages, maxChars } = policy;
    const signals = injection === 'allow' ? null : injectionIn(text);
    if (signals !== null) found('injection', signals, injection);
    const topic = banned.action === 'allow' ? null : bannedIn(policy, text);
    if (topic !== null) found('banned', topic, banned.action);
    const language = languages.action === 'allow' ? null : foreignLanguage(policy, text);
    if (language !== null) found('language', language, languages.action);
    if (maxChars !== null && text.length > maxChars) found('length', `${maxChars} characters`, 'block');
  }
  const masked = maskFound(text, context, checks === 'all');
  return { text: masked.text, blocked: blocked || masked.blocked, flagged };
}

function maskFound(
  text: string,
  { stage, policy, placeholders, hits }: ScreenContext,
  mayBlock: boolean,
): { text: string; blocked: boolean } {
  let masked = '';
  let done = 0;
  let blocked = false;
  for (const { kind, start, end } of locate(text, kindsWith(policy, ['mask', 'block']))) {
    const blocks = mayBlock && policy.personalData[kind] === 'block';
    blocked ||= blocks;
    const action = blocks ? (stage === 'retrieved' ? 'left-out' : 'blocked') : 'masked';
    hits.add({ stage, guard: 'personal-data', kind, action, excerpt: excerptOf(text, start, end) });
    masked += text.slice(done, start) + placeholders.of(kind, text.slice(start, end));
    done = end;
  }
  return { text: masked + text.slice(done), blocked };
}
