import type { RankedUnit, Ranking } from './rank-units.ts';
import type { Unit } from './split-units.ts';

/** A unit that an answer quotes. */
export interface Quote {
  unit: Unit;
  /** Code that the unit introduces, line by line. */
  code: string | null;
}

const maxQuotes = 4;
const maxRows = 2;
/** Log-odds a further quote may lie behind the best one: the second widens the net, more must be close. */
const secondWithin = 8;
const furtherWithin = 1.5;
/** … when passages have headings: those are manuals, whose sentences stand alone better than those of running text. */
const secondWithinSections = 2.5;
/** From this match of its heading on, one step of a procedure brings the others with it. */
const wholeProcedureFrom = 0.5;
/** … and when the best quote is a row, a list or a definition, which says all. */
const besideWhole = 1.5;

/** The best units, none said twice; the best two stay in front, what follows keeps the order of its passage. */
export function selectQuotes({ units, inPassages }: Ranking): Quote[] {
  const chosen: RankedUnit[] = [];
  for (const found of units) {
    const candidate = { ...found, unit: completed(found, inPassages) };
    const best = chosen[0] ?? candidate;
    if (chosen.length === maxQuotes || best.score - candidate.score > within(chosen, candidate)) break;
    if (candidate.unit.kind === 'heading' || isUncalledList(candidate)) continue;
    if (
      chosen.filter(({ unit }) => unit.kind === 'table-row').length === maxRows &&
      candidate.unit.kind === 'table-row'
    )
      continue;
    if (!chosen.some(({ unit }) => overlaps(unit, candidate.unit))) chosen.push(candidate);
  }
  return inReadingOrder(chosen.map(({ unit }) => unit)).map((unit) => ({
    unit,
    code: codeAfter(unit, inPassages),
  }));
}

function within(chosen: readonly RankedUnit[], candidate: RankedUnit): number {
  const [best] = chosen;
  if (best === undefined) return 0;
  if (chosen.length > 1) return furtherWithin;
  if (best.unit.kind === 'table-row' || best.unit.kind === 'list' || best.shape.definition > 0)
    return besideWhole;
  return best.sectioned || candidate.sectioned ? secondWithinSections : secondWithin;
}

/** A list without a sentence that announces it is an answer only to who asks for steps or for what there is. */
function isUncalledList({ unit, shape }: RankedUnit): boolean {
  return unit.kind === 'list' && unit.parts[0] !== unit.position && shape.enumeration === 0;
}

/** The introduction of a list is nothing without its items, and a step nothing without the others. */
function completed({ unit, shape }: RankedUnit, inPassages: readonly (readonly Unit[])[]): Unit {
  if (unit.kind === 'list') return unit;
  const lists = (inPassages[unit.passage] ?? []).filter(({ kind }) => kind === 'list');
  const ofLead = lists.find((list) => list.parts[0] === unit.position);
  const ofStep =
    shape.procedure === 1 && shape.heading >= wholeProcedureFrom && /^\d/u.test(unit.text)
      ? lists.find((list) => list.parts.includes(unit.position))
      : undefined;
  return ofLead ?? ofStep ?? unit;
}

/** The code right behind a unit that ends in a colon. */
function codeAfter(unit: Unit, inPassages: readonly (readonly Unit[])[]): string | null {
  if (!/[:：]\s*$/u.test(unit.text)) return null;
  const next = inPassages[unit.passage]?.[unit.position + 1];
  return next?.kind === 'code' ? next.text : null;
}

/** Overlapping chunks repeat sentences, and a list holds its items. */
function overlaps(a: Unit, b: Unit): boolean {
  if (a.text.includes(b.text) || b.text.includes(a.text)) return true;
  if (a.passage !== b.passage) return false;
  return (
    a.parts.includes(b.position) ||
    b.parts.includes(a.position) ||
    a.parts.some((part) => b.parts.includes(part))
  );
}

function inReadingOrder(units: readonly Unit[]): Unit[] {
  const home = units[0]?.passage;
  const away = (unit: Unit): number => (unit.passage === home ? -1 : unit.passage);
  const rest = units.slice(2).sort((a, b) => away(a) - away(b) || a.position - b.position);
  return [...units.slice(0, 2), ...rest];
}
