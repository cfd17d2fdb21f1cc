import { type BodyStyle, round } from './body-style.ts';
import type { Outline } from './outline.ts';
import type { Group } from './paragraphs.ts';

/** With this many bookmarks a document names its own sections, and bold lines alone make none. */
const tellingOutline = 5;

/**
 * Levels of the groups that are headings, keyed by group: those set larger than the text, those the
 * outline names, and, in documents without an outline, bold lines that stand alone.
 */
export function headingLevels(
  groups: readonly Group[],
  body: BodyStyle,
  outline: Outline,
): Map<Group, number> {
  const candidates = groups.filter((group) => isCandidate(group, body, outline));
  const matched = new Map<Group, number>();
  for (const group of candidates) {
    const level = outline.match(titleOf(group));
    if (level !== null) matched.set(group, level);
  }
  const headings = candidates.filter((group, at) => !isChapterLabel(group, candidates[at + 1], matched));
  const styles = styleLevels(headings, matched);
  return new Map(headings.map((group) => [group, matched.get(group) ?? styles.get(styleOf(group)) ?? 1]));
}

const chapterLabel =
  /^(?:(?:chapter|part|appendix)\s*)?(?:[\divxlc]+|[a-z]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty)?$/i;

/** "CHAPTER ONE" above a chapter's title: a label, not a section of its own. */
function isChapterLabel(group: Group, next: Group | undefined, matched: ReadonlyMap<Group, number>): boolean {
  if (next === undefined || matched.has(group) || !matched.has(next)) return false;
  return group.lines[0]?.page === next.lines[0]?.page && chapterLabel.test(titleOf(group));
}

export function titleOf(group: Group): string {
  return group.lines.map((line) => line.text).join(' ');
}

function isCandidate(group: Group, body: BodyStyle, outline: Outline): boolean {
  const [line] = group.lines;
  const title = titleOf(group);
  if (
    line === undefined ||
    group.kind === 'code' ||
    group.kind === 'table' ||
    isBulleted(group) ||
    group.lines.length > 4 ||
    title.length > 200
  )
    return false;
  if ((line.cells.length > 2 && !outline.has(title)) || !/\p{L}{2}/u.test(title) || /[,;]$/.test(title))
    return false;
  const larger = round(line.size) >= body.size * 1.12;
  if (larger) return !/\p{Ll}\p{L}+[.]$/u.test(title) || title.length < 80;
  if (outline.has(title) && (line.bold || line.italic || round(line.size) > body.size || isNumbered(title)))
    return true;
  if (outline.size >= tellingOutline || !line.bold || line.size < body.size * 0.95) return false;
  return line.cells.length === 1 && group.lines.length <= 2 && title.length <= 120 && !/[.:]$/.test(title);
}

/** "5.9.2.1 Removing packages": with a bookmark of that name it needs no other mark of a heading. */
function isNumbered(title: string): boolean {
  return /^\d+(\.\d+)+\.?\s/.test(title);
}

/** Numbered headings look like list items; headings with a bullet do not exist. */
function isBulleted(group: Group): boolean {
  return group.kind === 'list-item' && !/^\(?[\p{L}\p{N}]/u.test(titleOf(group));
}

interface Style {
  size: number;
  bold: boolean;
}

function styleOf(group: Group): string {
  const [line] = group.lines;
  return JSON.stringify({ size: round(line?.size ?? 0), bold: line?.bold ?? false } satisfies Style);
}

/** Levels by style: what the outline says most often, else by rank of size and weight. */
function styleLevels(candidates: readonly Group[], matched: ReadonlyMap<Group, number>): Map<string, number> {
  const said = new Map<string, number[]>();
  for (const group of candidates) {
    const level = matched.get(group);
    const style = styleOf(group);
    said.set(style, [...(said.get(style) ?? []), ...(level === undefined ? [] : [level])]);
  }
  const levels = new Map<string, number>();
  let above = 0;
  for (const style of [...said.keys()].sort(byProminence)) {
    const known = mostCommon(said.get(style) ?? []);
    const level = Math.min(6, known ?? above + 1);
    levels.set(style, level);
    above = Math.max(above, level);
  }
  return levels;
}

function byProminence(a: string, b: string): number {
  const [first, second] = [JSON.parse(a) as Style, JSON.parse(b) as Style];
  return second.size - first.size || Number(second.bold) - Number(first.bold);
}

function mostCommon(values: readonly number[]): number | null {
  let best: number | null = null;
  const count = (value: number) => values.filter((other) => other === value).length;
  for (const value of new Set(values)) if (best === null || count(value) > count(best)) best = value;
  return best;
}
