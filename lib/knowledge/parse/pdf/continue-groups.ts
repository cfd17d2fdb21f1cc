import { round } from './body-style.ts';
import type { Group } from './paragraphs.ts';

/** Groups looked back over, such as footnotes and figures at the foot of a page. */
const lookBack = 5;

/**
 * Joins a paragraph that goes on in the next column or page: the earlier part stops in mid-sentence, the
 * later one starts in lower case, both in the same style.
 */
export function continueGroups(groups: readonly Group[], isHeading: (group: Group) => boolean): Group[] {
  const joined: Group[] = [];
  for (const group of groups) {
    const earlier = isHeading(group) ? undefined : earlierPart(joined, group, isHeading);
    if (earlier === undefined) joined.push(group);
    else earlier.lines.push(...group.lines);
  }
  return joined;
}

function earlierPart(
  joined: readonly Group[],
  group: Group,
  isHeading: (group: Group) => boolean,
): Group | undefined {
  const [first] = group.lines;
  if (first === undefined || group.kind !== 'text' || !/^\p{Ll}/u.test(first.text)) return undefined;
  for (const earlier of joined.slice(-lookBack).reverse()) {
    const last = earlier.lines.at(-1);
    if (last === undefined || isHeading(earlier) || last.region === first.region) return undefined;
    const sameStyle = round(last.size) === round(first.size) && last.bold === first.bold;
    if (sameStyle && (earlier.kind === 'text' || earlier.kind === 'list-item'))
      return /[.!?:;]["”’)\]]?$/.test(last.text) ? undefined : earlier;
    if (round(last.size) > round(first.size)) return undefined;
  }
  return undefined;
}
