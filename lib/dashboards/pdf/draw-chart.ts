import { plainText } from './plain-text.ts';
import { runsOf, ticksFor } from './scale.ts';

export interface PaperSeries {
  label: string;
  color: string;
  points: readonly { at: number; value: number | null }[];
}

export interface PaperChart {
  title: string;
  kind: 'line' | 'bar';
  series: readonly PaperSeries[];
  /** Milliseconds since 1970. */
  from: number;
  to: number;
  stepMs: number;
  marks: readonly { at: number; bad: boolean }[];
  format: (value: number) => string;
  formatTime: (at: number) => string;
}

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export const ink = {
  text: '#0f172a',
  soft: '#64748b',
  line: '#e2e8f0',
  mark: '#94a3b8',
  bad: '#b91c1c',
} as const;
const axisWidth = 40;
const titleHeight = 16;
const footHeight = 14;

/** One chart in its place, with its axis, legend and marks; says so when nothing was measured. */
export function drawChart(doc: PDFKit.PDFDocument, chart: PaperChart, box: Box): void {
  doc
    .font('Helvetica-Bold')
    .fontSize(9)
    .fillColor(ink.text)
    .text(plainText(chart.title), box.x, box.y, { lineBreak: false });
  legend(doc, chart, box);
  const plot = {
    x: box.x + axisWidth,
    y: box.y + titleHeight,
    width: box.width - axisWidth,
    height: box.height - titleHeight - footHeight,
  };
  const values = chart.series.flatMap(({ points }) =>
    points.flatMap(({ value }) => (value === null ? [] : [value])),
  );
  if (values.length === 0) {
    doc.font('Helvetica').fontSize(8).fillColor(ink.soft);
    doc.text('Nothing was measured.', plot.x, plot.y + plot.height / 2 - 4, {
      width: plot.width,
      align: 'center',
    });
    return;
  }
  const ticks = ticksFor(Math.max(...values));
  const top = ticks.at(-1) ?? 1;
  const placeY = (value: number) => plot.y + plot.height * (1 - value / top);
  const placeX = (at: number) =>
    plot.x + (plot.width * (at - chart.from)) / Math.max(1, chart.to - chart.from);
  grid(doc, ticks, chart, plot, placeY);
  for (const { at, bad } of chart.marks) {
    doc
      .moveTo(placeX(at), plot.y)
      .lineTo(placeX(at), plot.y + plot.height)
      .lineWidth(0.6)
      .dash(2, { space: 2 });
    doc
      .strokeColor(bad ? ink.bad : ink.mark)
      .stroke()
      .undash();
  }
  for (const one of chart.series) {
    if (chart.kind === 'bar') bars(doc, one, chart, plot, placeX, placeY);
    else lines(doc, one, chart, placeX, placeY);
  }
}

function legend(doc: PDFKit.PDFDocument, { series }: PaperChart, box: Box): void {
  if (series.length < 2) return;
  doc.font('Helvetica').fontSize(7);
  let right = box.x + box.width;
  for (const { label, color } of [...series].reverse()) {
    const text = plainText(label);
    right -= doc.widthOfString(text);
    doc.fillColor(ink.soft).text(text, right, box.y + 1, { lineBreak: false });
    right -= 8;
    doc.rect(right, box.y + 2, 5, 5).fill(color);
    right -= 8;
  }
}

function grid(
  doc: PDFKit.PDFDocument,
  ticks: readonly number[],
  { format, formatTime, from, to }: PaperChart,
  plot: Box,
  placeY: (value: number) => number,
): void {
  doc.font('Helvetica').fontSize(6.5);
  for (const tick of ticks) {
    const y = placeY(tick);
    doc
      .moveTo(plot.x, y)
      .lineTo(plot.x + plot.width, y)
      .lineWidth(0.4)
      .strokeColor(ink.line)
      .stroke();
    doc.fillColor(ink.soft);
    doc.text(plainText(format(tick)), plot.x - axisWidth, y - 3, {
      width: axisWidth - 4,
      align: 'right',
      lineBreak: false,
    });
  }
  const foot = plot.y + plot.height + 4;
  for (const [index, share] of [0, 0.5, 1].entries()) {
    const align = (['left', 'center', 'right'] as const)[index] ?? 'left';
    doc.text(plainText(formatTime(from + (to - from) * share)), plot.x, foot, {
      width: plot.width,
      align,
      lineBreak: false,
    });
  }
}

function bars(
  doc: PDFKit.PDFDocument,
  { points, color }: PaperSeries,
  { from, to, stepMs }: PaperChart,
  plot: Box,
  placeX: (at: number) => number,
  placeY: (value: number) => number,
): void {
  const width = Math.max(0.6, (plot.width * stepMs) / Math.max(1, to - from) - 0.8);
  for (const { at, value } of points) {
    if (value === null || value === 0) continue;
    const x = Math.max(plot.x, placeX(at));
    doc
      .rect(x, placeY(value), Math.min(width, plot.x + plot.width - x), placeY(0) - placeY(value))
      .fill(color);
  }
}

function lines(
  doc: PDFKit.PDFDocument,
  { points, color }: PaperSeries,
  { stepMs }: PaperChart,
  placeX: (at: number) => number,
  placeY: (value: number) => number,
): void {
  for (const run of runsOf(points, stepMs)) {
    const [first, ...rest] = run;
    if (first === undefined) continue;
    if (rest.length === 0) doc.circle(placeX(first.at), placeY(first.value), 1.2).fill(color);
    doc.moveTo(placeX(first.at), placeY(first.value));
    for (const { at, value } of rest) doc.lineTo(placeX(at), placeY(value));
    doc.lineWidth(1.1).strokeColor(color).stroke();
  }
}
