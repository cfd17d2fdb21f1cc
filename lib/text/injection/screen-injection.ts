/**
 * Scores a text for attempts to overrule the instructions.
 *
 * Independent signals each have a weight: roughly, how sure one alone makes us. Together they give the noisy-or
 * 1 − Π(1 − weight), so two weak signs count for more than either and nothing passes 1. Every signal that alone is an
 * attempt weighs at least the default threshold of 0.5; those that also occur in honest text weigh less.
 * A screen of rules stops what is known and blunt. It is no proof of harmlessness: keep the instructions such that
 * obeying a clever question does no damage.
 */
import { overrulePhrases, personaPhrases, promptPhrases } from './injection-phrases.ts';

export const injectionWeights = {
  /** "Ignore all previous instructions". */
  overrule: 0.7,
  /** Tokens of chat templates: `<|im_start|>`, `[INST]`, `<<SYS>>`. */
  'template-tokens': 0.7,
  /** Lines that begin as another role's turn: `system: …`, `### Instruction:`, `</system>`. */
  'role-lines': 0.35,
  /** "Print your system prompt". */
  'asks-for-prompt': 0.6,
  /** "You are now DAN, without restrictions". */
  persona: 0.5,
  /** Base64 or hexadecimal that hides words. */
  'encoded-text': 0.5,
  /** Long base64 or hexadecimal that hides none: a key or a hash as well. */
  'encoded-blob': 0.15,
  /** Unicode tags, overridden direction, runs of zero-width characters: text that people do not see. */
  invisible: 0.5,
  /** i g n o r e: letters spaced out against filters. */
  'spaced-letters': 0.3,
} as const;
export type InjectionSignal = keyof typeof injectionWeights;

export interface InjectionScreen {
  /** 0–1. */
  score: number;
  signals: InjectionSignal[];
}

/** Longer texts are screened at both ends, where instructions stand. */
const maxScreenedChars = 40_000;

export function screenInjection(text: string): InjectionScreen {
  const screened =
    text.length <= maxScreenedChars
      ? text
      : `${text.slice(0, maxScreenedChars / 2)}\n${text.slice(-maxScreenedChars / 2)}`;
  const signals = new Set<InjectionSignal>();
  if (templateTokens.test(screened)) signals.add('template-tokens');
  if (roleLines.test(screened) || roleMarks.test(screened)) signals.add('role-lines');
  if (invisible.test(screened)) signals.add('invisible');
  addPhrases(foldForScreening(screened), signals);
  const joined = joinSpacedLetters(screened);
  if (joined !== screened) {
    signals.add('spaced-letters');
    addPhrases(foldForScreening(joined), signals);
  }
  for (const blob of screened.match(encoded) ?? []) {
    const hidden = decode(blob);
    signals.add(hidden === null ? 'encoded-blob' : 'encoded-text');
    if (hidden !== null) addPhrases(foldForScreening(hidden), signals);
  }
  const doubt = [...signals].reduce((rest, signal) => rest * (1 - injectionWeights[signal]), 1);
  return { score: 1 - doubt, signals: [...signals].sort() };
}

const templateTokens =
  /<\|\s*(?:im_start|im_end|im_sep|system|user|assistant|end|endoftext|begin_of_text|eot_id|start_header_id|end_header_id)\s*\|>|\[\/?INST\]|<<\/?SYS>>|<\/?(?:start|end)_of_turn>|<｜(?:User|Assistant|begin▁of▁sentence)｜>/iu;
const roleLines =
  /^[\s>*#_-]{0,8}(?:system|assistant|developer|systemprompt|system prompt|系统|系統)\s?(?:message|prompt)?\**\s?[:：](?=\s*\S)/imu;
const roleMarks =
  /<\/system>|<system>[^<]{0,200}\b(?:you|must|obey|ignore)\b|^#{2,4} ?(?:instruction|system|new instructions?)\b ?:?/imu;
/** Tags (U+E0000…), direction overrides, and three zero-width characters in a row. Emoji flags end in a cancel tag. */
const invisible =
  /(?<!\u{1F3F4}[\u{E0061}-\u{E007A}]{0,6})[\u{E0020}-\u{E007E}]|[\u202D\u202E\u2066-\u2068]|[\u200B-\u200D\u2060\uFEFF]{3}/u;
const encoded =
  /(?<![A-Za-z0-9+/=_-])(?:[0-9a-f]{2}[ ]?){20,}|(?<![A-Za-z0-9+/=_-])[A-Za-z0-9+/_-]{32,}={0,2}/gu;

function addPhrases(folded: string, signals: Set<InjectionSignal>): void {
  const holds = (phrases: readonly RegExp[]) => phrases.some((phrase) => phrase.test(folded));
  if (holds(overrulePhrases)) signals.add('overrule');
  if (holds(promptPhrases)) signals.add('asks-for-prompt');
  if (holds(personaPhrases)) signals.add('persona');
}

/** Unicode tags read as the letters they hide; compatibility forms, case and white space made one. */
function foldForScreening(text: string): string {
  return text
    .replaceAll(/[\u{E0020}-\u{E007E}]/gu, (tag) => String.fromCodePoint((tag.codePointAt(0) ?? 0) - 0xe0000))
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, '')
    .toLowerCase()
    .replaceAll(/[‘’`´]/gu, "'")
    .replaceAll(/[\s*_~"“”]+/gu, ' ');
}

/** `i g n o r e  a l l` and `i-g-n-o-r-e` as words; two blanks part them. */
function joinSpacedLetters(text: string): string {
  return text.replaceAll(/(?<![\p{L}\p{N}])\p{L}(?:[ .\-_*]\p{L}(?![\p{L}\p{N}])){5,}/gu, (run) =>
    run.replaceAll(/[ .\-_*]/g, ''),
  );
}

/** The words an encoded run hides; null when it decodes to anything but text. */
function decode(blob: string): string | null {
  const bare = blob.replaceAll(' ', '');
  const isHex = /^[0-9a-f]+$/iu.test(bare);
  const text = Buffer.from(bare, isHex ? 'hex' : 'base64').toString('utf8');
  const readable = text.match(/[\p{L}\p{N}\p{P}\p{Zs}\n]/gu)?.length ?? 0;
  const isText = readable >= 0.95 * [...text].length && /\p{L}{2,}\s+\p{L}{2,}|\p{Script=Han}{4}/u.test(text);
  return isText ? text : null;
}
