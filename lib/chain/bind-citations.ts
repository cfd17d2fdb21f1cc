import type { ChunkHit } from '../knowledge/schemas.ts';
import type { Citation } from './schemas.ts';

export interface BoundText {
  /** The text with its markers renumbered by first appearance, one number in each: `[1][2]`. */
  text: string;
  citations: Citation[];
}

export interface BoundDelta {
  text: string;
  /** Citations whose first marker is in `text`, in order. */
  newCitations: Citation[];
}

export interface CitationBinder {
  /** Takes the next piece of the model's text; what may be the start of a marker is held back. */
  push(delta: string): BoundDelta;
  /** Gives what was held back. */
  end(): BoundDelta;
}

/**
 * Binds the markers a model wrote (`[2]`, `[2, 3]`, `[1-3]`, `[2][3]`; numbers are 1-based indices into
 * `passages`) to citations. Markers out of range are dropped with the space before them. Code spans, fenced
 * blocks, links (`[1](…)`) and escaped brackets stay as they are, and so does everything when there are no
 * passages: a model that was given none means something else by its brackets.
 */
export function bindCitations(rawText: string, passages: readonly ChunkHit[]): BoundText {
  const binder = createCitationBinder(passages);
  const parts = [binder.push(rawText), binder.end()];
  return {
    text: parts.map(({ text }) => text).join(''),
    citations: parts.flatMap(({ newCitations }) => newCitations),
  };
}

/** The same for text that comes in pieces; however it is cut, the whole is what `bindCitations` gives. */
export function createCitationBinder(passages: readonly ChunkHit[]): CitationBinder {
  const markerOf = new Map<number, number>();
  let fresh: Citation[] = [];
  let held = '';
  let place: Place = { kind: 'text', lineStart: true };

  const cite = (numbers: readonly number[]): string => {
    const markers = new Set<number>();
    for (const number of numbers) {
      const hit = passages[number - 1];
      if (hit === undefined) continue;
      const marker = markerOf.get(number) ?? markerOf.size + 1;
      if (!markerOf.has(number)) fresh.push(citationOf(hit, marker));
      markerOf.set(number, marker);
      markers.add(marker);
    }
    return [...markers].map((marker) => `[${marker}]`).join('');
  };

  const advance = (final: boolean): BoundDelta => {
    let text = '';
    while (held !== '') {
      const step = nextStep(held, place, final);
      if (step === null) break;
      held = held.slice(step.length);
      place = step.place;
      text += step.marker ? withSpace(step.marker.space, cite(step.marker.numbers)) : step.text;
    }
    const newCitations = fresh;
    fresh = [];
    return { text, newCitations };
  };

  return {
    push: (delta) => {
      if (passages.length === 0) return { text: delta, newCitations: [] };
      held += delta;
      return advance(false);
    },
    end: () => advance(true),
  };
}

/**
 * Rewrites each marker outside code, links and escapes. An empty replacement takes the space before it as well.
 * @param replace gets the numbers of the marker.
 */
export function replaceMarkers(text: string, replace: (numbers: readonly number[]) => string): string {
  let rest = text;
  let place: Place = { kind: 'text', lineStart: true };
  let result = '';
  while (rest !== '') {
    const step = nextStep(rest, place, true);
    if (step === null) break;
    rest = rest.slice(step.length);
    place = step.place;
    result += step.marker ? withSpace(step.marker.space, replace(step.marker.numbers)) : step.text;
  }
  return result + rest;
}

function withSpace(space: string, markers: string): string {
  return markers === '' ? '' : space + markers;
}

/** Where in the Markdown the reader stands. */
type Place =
  | { kind: 'text'; lineStart: boolean }
  /** A code span opened by this many backticks; it ends at the same run, or with its line. */
  | { kind: 'span'; ticks: number }
  | { kind: 'fence'; fence: string; lineStart: boolean };

interface Step {
  /** Characters read. */
  length: number;
  text: string;
  place: Place;
  marker?: { space: string; numbers: number[] };
}

const inText: Place = { kind: 'text', lineStart: false };
const atLineStart: Place = { kind: 'text', lineStart: true };
/** A marker is no longer than this; longer runs are given up rather than held back for ever. */
const maxMarkerChars = 60;

/** Reads the next piece whose meaning is certain; null when more text is needed to tell. */
function nextStep(held: string, place: Place, final: boolean): Step | null {
  if (place.kind === 'fence') return stepInFence(held, place, final);
  if (place.kind === 'span') return stepInSpan(held, place, final);
  if (place.lineStart) {
    if (!final && /^ {0,3}(?:`*|~*)$/u.test(held)) return null;
    const fence = /^ {0,3}(`{3,}|~{3,})/u.exec(held);
    if (fence?.[1]) return taken(fence[0], { kind: 'fence', fence: fence[1], lineStart: false });
  }
  return stepInText(held, final);
}

function stepInFence(held: string, place: Place & { kind: 'fence' }, final: boolean): Step | null {
  const [line = ''] = /^[^\n]*\n?/u.exec(held) ?? [];
  const ended = line.endsWith('\n');
  if (place.lineStart && /^ {0,3}(?:`*|~*)[ \t]*\r?\n?$/u.test(line)) {
    if (!ended && !final) return null;
    if (line.trim().startsWith(place.fence)) return taken(line, atLineStart);
  }
  return taken(line, { ...place, lineStart: ended });
}

function stepInSpan(held: string, place: Place & { kind: 'span' }, final: boolean): Step | null {
  if (held.startsWith('\n')) return taken('\n', atLineStart);
  const [run = ''] = /^`+|^[^`\n]+/u.exec(held) ?? [];
  if (!run.startsWith('`')) return taken(run, place);
  if (run.length === held.length && !final) return null;
  return taken(run, run.length === place.ticks ? inText : place);
}

function stepInText(held: string, final: boolean): Step | null {
  if (held.startsWith('\n')) return taken('\n', atLineStart);
  if (held.startsWith('`')) {
    const [run = ''] = /^`+/u.exec(held) ?? [];
    return run.length === held.length && !final ? null : taken(run, { kind: 'span', ticks: run.length });
  }
  if (held.startsWith('\\')) {
    if (held.length === 1 && !final) return null;
    return taken(held[1] === '\n' ? '\\' : held.slice(0, 2), inText);
  }
  if (/^[ \t[]/u.test(held)) return stepAtMarker(held, final);
  const [plain = ''] = /^[^\n`\\ \t[]+/u.exec(held) ?? [];
  return taken(plain, inText);
}

const markerPattern = /^([ \t]*)\[[ \t]*(\d{1,3}(?:[ \t]*[,;–-][ \t]*\d{1,3})*)[ \t]*\]/u;

function stepAtMarker(held: string, final: boolean): Step | null {
  const found = markerPattern.exec(held);
  if (found !== null) {
    const [whole, space = '', list = ''] = found;
    const next = held[whole.length];
    if (next === undefined && !final) return null;
    if (next === '(') return taken(whole, inText);
    return { ...taken(whole, inText), marker: { space, numbers: numbersOf(list) } };
  }
  const open = !final && held.length <= maxMarkerChars && /^[ \t]*(?:\[[\d \t,;–-]*)?$/u.test(held);
  if (open) return null;
  const [plain = ''] = /^[ \t]+|^\[/u.exec(held) ?? [];
  return taken(plain, inText);
}

function taken(text: string, place: Place): Step {
  return { length: text.length, text, place };
}

/** `1, 3-5` as 1, 3, 4, 5. */
function numbersOf(list: string): number[] {
  return list.split(/[,;]/u).flatMap((part) => {
    const [first = 0, last = first] = part.split(/[–-]/u).map(Number);
    return Array.from({ length: Math.max(0, last - first) + 1 }, (_, i) => first + i);
  });
}

function citationOf(hit: ChunkHit, marker: number): Citation {
  const { chunkId, documentId, revisionId, documentName, documentTitle, mediaType } = hit;
  const { headingPath, page, blockStart, blockEnd, text, score } = hit;
  const document = { chunkId, documentId, revisionId, documentName, documentTitle, mediaType };
  return { marker, ...document, headingPath, page, blockStart, blockEnd, text, score };
}
