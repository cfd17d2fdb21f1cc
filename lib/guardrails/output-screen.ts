/**
 * Screens an answer while it is written. Text is let out as soon as no match can begin in it and go on behind it; after
 * a block nothing more is. What is let out depends on the text alone, not on the pieces it came in.
 */
import type { OutputScreen, ScreenedText } from '../chain/index.ts';
import { bannedIn, excerptOf, foreignLanguage, injectionIn, kindsWith, locate } from './find-signs.ts';
import { phraseStart } from './phrase-start.ts';
import type { Guard, GuardAction } from './schemas.ts';
import type { ScreenContext } from './screen-text.ts';
import { firstCut, windowChars } from './segments.ts';

/** A word such as "telephone" counts this far before a number. */
const contextChars = 64;
/** What banned words and patterns see of the text before. */
const bannedContextChars = 256;
/** With patterns that block, this much is held back: a longer match is found, but its beginning is out. */
export const patternHoldChars = 100;
/** In a window without a place to cut, the cut is made here unless it would go through a find. */
const forcedCut = 192;
/** Attempts on the instructions and the language are looked for each time so much has come. */
const sampleChars = 400;

interface Pending {
  /** As it may be shown. */
  text: string;
  raw: string;
}

/** A place where the shown text differs from the written. */
interface Edit {
  start: number;
  end: number;
  shown: number;
}

export function openOutputScreen(context: ScreenContext, message: string): OutputScreen {
  return new StreamScreen(context, message);
}

class StreamScreen implements OutputScreen {
  readonly #context: ScreenContext;
  readonly #message: string;
  #held = '';
  /** The end of what was cut off `held`. */
  #before = '';
  #pending: Pending[] = [];
  /** Characters cut off `held`, and those of them let out. */
  #cut = 0;
  #read = 0;
  #sampled = 0;
  #sample = '';
  #blocked = false;
  /** Let out since the last call. */
  #out = '';
  readonly #edits: Edit[] = [];
  readonly #reported = new Set<string>();

  constructor(context: ScreenContext, message: string) {
    this.#context = context;
    this.#message = message;
  }

  push(text: string): ScreenedText {
    if (!this.#blocked) this.#held += text;
    while (!this.#blocked) {
      const cut = firstCut(this.#held);
      if (cut !== null) this.#take(cut);
      else if (this.#held.length >= windowChars) this.#take(this.#forcedCut());
      else break;
    }
    return this.#result();
  }

  end(): ScreenedText {
    if (!this.#blocked && this.#held !== '') this.#take(this.#held.length);
    if (!this.#blocked) this.#look(true);
    this.#release(0);
    return this.#result();
  }

  place(offset: number): number {
    let moved = 0;
    for (const { start, end, shown } of this.#edits) {
      if (end <= offset) moved += shown - (end - start);
      else if (start < offset) return start + moved + shown;
      else break;
    }
    return offset + moved;
  }

  #result(): ScreenedText {
    const text = this.#out;
    this.#out = '';
    return { text, read: this.#read, refusal: this.#blocked ? this.#message : null };
  }

  #forcedCut(): number {
    const { policy } = this.#context;
    const window = this.#held.slice(0, windowChars);
    const across = locate(window, kindsWith(policy, ['mask', 'block'])).find(
      ({ start, end }) => start < forcedCut && end > forcedCut,
    );
    const cut = across?.end ?? forcedCut;
    return /[\ud800-\udbff]/.test(window.charAt(cut - 1)) ? cut + 1 : cut;
  }

  #take(length: number): void {
    const raw = this.#held.slice(0, length);
    this.#held = this.#held.slice(length);
    const text = this.#maskSegment(raw);
    this.#cut += raw.length;
    this.#before = (this.#before + raw).slice(-bannedContextChars - patternHoldChars);
    this.#sample = (this.#sample + raw).slice(-2 * sampleChars);
    if (text === null) this.#block();
    else {
      this.#pending.push({ text, raw });
      this.#look(false);
    }
    // After every segment, so that it makes no difference how many come at once.
    if (!this.#blocked) this.#release(this.#toKeep());
  }

  /** Null when it holds what is blocked. */
  #maskSegment(raw: string): string | null {
    const { policy, stage, hits, placeholders } = this.#context;
    const kinds = kindsWith(policy, ['mask', 'block']);
    if (kinds.length === 0 || !/[\p{N}@＠]/u.test(raw)) return raw;
    const context = this.#before.slice(-contextChars);
    let text = '';
    let done = 0;
    for (const found of locate(context + raw, kinds)) {
      const start = Math.max(0, found.start - context.length);
      const end = found.end - context.length;
      if (end <= 0) continue;
      const blocks = policy.personalData[found.kind] === 'block';
      const action = blocks ? 'blocked' : 'masked';
      const excerpt = excerptOf(context + raw, found.start, found.end);
      hits.add({ stage, guard: 'personal-data', kind: found.kind, action, excerpt });
      if (blocks) return null;
      const placeholder = placeholders.of(found.kind, raw.slice(start, end));
      this.#edits.push({ start: this.#cut + start, end: this.#cut + end, shown: placeholder.length });
      text += raw.slice(done, start) + placeholder;
      done = end;
    }
    return text + raw.slice(done);
  }

  /** What concerns more than one segment. */
  #look(atEnd: boolean): void {
    const { policy } = this.#context;
    const { banned, injection, languages, maxChars } = policy;
    if (maxChars !== null && this.#cut > maxChars) this.#found('length', `${maxChars} characters`, 'block');
    if (banned.action !== 'allow' && !atEnd) {
      const topic = bannedIn(policy, wholeWords(this.#before));
      if (topic !== null) this.#found('banned', topic, banned.action);
    }
    if (!atEnd && this.#cut - this.#sampled < sampleChars) return;
    this.#sampled = this.#cut;
    const signals = injection === 'allow' ? null : injectionIn(this.#sample);
    if (signals !== null) this.#found('injection', signals, injection);
    const language = languages.action === 'allow' ? null : foreignLanguage(policy, this.#sample);
    if (language !== null) this.#found('language', language, languages.action);
  }

  #found(guard: Guard, kind: string, action: GuardAction): void {
    const { stage, hits } = this.#context;
    // The window still holds what was found before.
    if (!this.#reported.has(`${guard}/${kind}`)) {
      const excerpt = excerptOf(this.#before, this.#before.length);
      hits.add({ stage, guard, kind, action: action === 'block' ? 'blocked' : 'flagged', excerpt });
      this.#reported.add(`${guard}/${kind}`);
    }
    if (action === 'block') this.#block();
  }

  #block(): void {
    this.#blocked = true;
    this.#pending = [];
    this.#held = '';
  }

  #release(keep: number): void {
    for (const { text, raw } of this.#pending.splice(0, this.#pending.length - keep)) {
      this.#out += text;
      this.#read += raw.length;
    }
  }

  /** Segments at the end that what is banned may begin in. */
  #toKeep(): number {
    const { banned } = this.#context.policy;
    if (banned.action !== 'block') return 0;
    const raws = this.#pending.map(({ raw }) => raw);
    const words = phraseStart(raws, banned.topics);
    if (banned.topics.every(({ patterns }) => patterns.length === 0)) return words;
    let chars = 0;
    let segments = 0;
    while (segments < raws.length && chars < patternHoldChars) {
      segments += 1;
      chars += raws.at(-segments)?.length ?? 0;
    }
    return Math.max(words, segments);
  }
}

/** Without the half of a word that a cut has left in front. */
function wholeWords(text: string): string {
  return text.length < bannedContextChars ? text : text.replace(/^[^\s\p{Script=Han}]*/u, '');
}
