import type { Box } from '../../schemas.ts';

/** A piece of text as the PDF draws it; points, origin at the page's top left. */
export interface Run {
  text: string;
  x: number;
  right: number;
  /** Baseline, from the top of the page. */
  baseline: number;
  /** Font size. */
  size: number;
  bold: boolean;
  italic: boolean;
  mono: boolean;
  rtl: boolean;
}

/** Runs on one baseline without a wide gap between them: a line of a column, or a cell of a table row. */
export interface Segment {
  text: string;
  x: number;
  right: number;
  baseline: number;
  size: number;
  /** Whether (nearly) all of it is set so. */
  bold: boolean;
  italic: boolean;
  mono: boolean;
  rtl: boolean;
}

/** Segments side by side in one column. */
export interface Line extends Segment {
  page: number;
  /** Counts columns and bands over the document; lines of one region follow each other directly. */
  region: number;
  cells: Segment[];
}

export interface PageLayout {
  number: number;
  label: string | undefined;
  width: number;
  height: number;
  segments: Segment[];
  /** Most of its text is set at an angle and therefore missing. */
  sideways: boolean;
}

export function topOf(segment: Segment): number {
  return segment.baseline - segment.size * 0.85;
}

export function bottomOf(segment: Segment): number {
  return segment.baseline + segment.size * 0.25;
}

/** One rectangle around lines of one page. */
export function boxAround(lines: readonly Line[], page: number): Box {
  const x = Math.min(...lines.map((line) => line.x));
  const y = Math.min(...lines.map(topOf));
  const round = (value: number) => Math.round(value * 10) / 10;
  return {
    page,
    x: round(x),
    y: round(y),
    width: round(Math.max(...lines.map((line) => line.right)) - x),
    height: round(Math.max(...lines.map(bottomOf)) - y),
  };
}
