import PDFDocument from 'pdfkit';
import { formatCount } from '../../client/format.ts';
import type { UsedDocument } from '../overview-schemas.ts';
import type { ReportContent } from '../reports/report-content.ts';
import { figureLines, momentWords, objectiveLine, rangeWords, scopeWords } from '../reports/report-words.ts';
import { drawChart, ink } from './draw-chart.ts';
import { drawTable, tableHeight } from './draw-table.ts';
import { plainText } from './plain-text.ts';
import { reportCharts } from './report-charts.ts';

const margin = 42;
const width = 595.28 - 2 * margin;
const bottom = 841.89 - margin;
const gap = 14;
const tones = {
  ok: { ink: '#17643f', paper: '#e7f5ee' },
  warn: { ink: '#7a4b00', paper: '#fdf3dc' },
  bad: { ink: '#a11d1d', paper: '#fdeaea' },
  neutral: { ink: '#475569', paper: '#eef1f5' },
} as const;
const markWords = {
  version: 'Version',
  split: 'Split',
  rollback: 'Roll-back',
  alert: 'Alert',
  incident: 'Incident',
} as const;
const shownProblems = 8;
const shownObjectives = 12;
const shownDocuments = 8;
const shownDoubtful = 5;
const shownMarks = 10;

/** The overview on one or two pages of A4, with vector charts drawn from what `content` holds. */
export async function drawReport(content: ReportContent): Promise<Uint8Array<ArrayBuffer>> {
  const doc = new PDFDocument({
    size: 'A4',
    margin,
    bufferPages: true,
    info: { Title: content.title, Creator: 'Slipway', CreationDate: new Date(content.overview.at) },
    lang: 'en',
    displayTitle: true,
  });
  const parts: Buffer[] = [];
  doc.on('data', (part: Buffer) => parts.push(part));
  const ended = new Promise<void>((resolve, reject) => {
    doc.on('end', resolve);
    doc.on('error', reject);
  });
  const y = charts(doc, content, tiles(doc, content, verdict(doc, content, header(doc, content))));
  tables(doc, content, y);
  footers(doc, content);
  doc.end();
  await ended;
  return new Uint8Array(Buffer.concat(parts));
}

function header(doc: PDFKit.PDFDocument, { title, scope }: ReportContent): number {
  doc.font('Helvetica-Bold').fontSize(18).fillColor(ink.text);
  doc.text(plainText(title), margin, margin, { width, height: 20, ellipsis: true, lineBreak: false });
  doc.font('Helvetica').fontSize(9).fillColor(ink.soft);
  doc.text(plainText(`${scopeWords(scope)} · ${rangeWords(scope)}`), margin, margin + 23, {
    width,
    lineBreak: false,
  });
  return margin + 44;
}

function verdict(doc: PDFKit.PDFDocument, { overview }: ReportContent, y: number): number {
  const { tone, word, facts } = overview.verdict;
  const { ink: color, paper } = tones[tone];
  const sentence = plainText(facts);
  const problems = overview.problems.slice(0, shownProblems).map(({ text }) => plainText(`•  ${text}`));
  doc.font('Helvetica').fontSize(9);
  const listHeight = problems.reduce(
    (sum, text) => sum + doc.heightOfString(text, { width: width - 24 }) + 2,
    0,
  );
  doc.fontSize(11);
  const head = doc.heightOfString(`${word}: ${sentence}`, { width: width - 24 });
  const height = head + 20 + (problems.length === 0 ? 0 : listHeight + 4);
  doc.roundedRect(margin, y, width, height, 6).fill(paper);
  doc.font('Helvetica-Bold').fontSize(11).fillColor(color);
  doc.text(`${word}: `, margin + 12, y + 10, { width: width - 24, continued: true });
  doc.font('Helvetica').fillColor(ink.text).text(sentence);
  doc.fontSize(9);
  let line = y + 14 + head;
  for (const text of problems) {
    doc.text(text, margin + 12, line, { width: width - 24 });
    line += doc.heightOfString(text, { width: width - 24 }) + 2;
  }
  return y + height + gap;
}

function tiles(doc: PDFKit.PDFDocument, { overview }: ReportContent, y: number): number {
  const columns = 4;
  const [tileWidth, tileHeight] = [(width - 3 * 8) / columns, 50];
  for (const [index, { label, value, note }] of figureLines(overview).entries()) {
    const x = margin + (index % columns) * (tileWidth + 8);
    const top = y + Math.floor(index / columns) * (tileHeight + 8);
    const line = { width: tileWidth - 16, ellipsis: true, lineBreak: false };
    doc.roundedRect(x, top, tileWidth, tileHeight, 4).lineWidth(0.6).strokeColor(ink.line).stroke();
    doc
      .font('Helvetica')
      .fontSize(7.5)
      .fillColor(ink.soft)
      .text(plainText(label), x + 8, top + 7, { ...line, height: 9 });
    const size = value.length > 12 ? 10 : 14;
    doc.font('Helvetica-Bold').fontSize(size).fillColor(ink.text);
    doc.text(plainText(value), x + 8, top + 18 + (14 - size) / 2, { ...line, height: 16 });
    doc
      .font('Helvetica')
      .fontSize(6.5)
      .fillColor(ink.soft)
      .text(plainText(note), x + 8, top + 37, { ...line, height: 8 });
  }
  return y + 2 * (tileHeight + 8) + gap - 8;
}

function charts(doc: PDFKit.PDFDocument, content: ReportContent, start: number): number {
  const [chartWidth, chartHeight] = [(width - gap) / 2, 112];
  let y = start;
  for (const [index, chart] of reportCharts(content).entries()) {
    const column = index % 2;
    if (column === 0 && y + chartHeight > bottom - 14) {
      doc.addPage();
      y = margin;
    }
    drawChart(doc, chart, {
      x: margin + column * (chartWidth + gap),
      y,
      width: chartWidth,
      height: chartHeight,
    });
    if (column === 1) y += chartHeight + gap;
  }
  return y;
}

function tables(doc: PDFKit.PDFDocument, content: ReportContent, start: number): void {
  const { objectives, documents, marks, scope } = content;
  const lines = objectives.slice(0, shownObjectives).map(objectiveLine);
  const all = [
    {
      title: 'Objectives',
      head: ['Objective', 'Endpoint', 'Now', 'Target', 'Budget left', 'State'],
      widths: [0.26, 0.18, 0.1, 0.24, 0.11, 0.11],
      rows: lines.map(({ name, endpoint, value, target, left, state }) => [
        name,
        endpoint,
        value,
        target,
        left,
        state,
      ]),
    },
    {
      title: 'What changed (grey on the charts) and what went wrong (red)',
      head: ['When', 'What', ''],
      widths: [0.16, 0.12, 0.72],
      rows: marks
        .slice(-shownMarks)
        .map(({ at, kind, label }) => [momentWords(new Date(at), scope), markWords[kind], label]),
    },
    documentTable('Most used documents', documents.mostUsed.slice(0, shownDocuments)),
    documentTable('Most disliked documents', documents.mostDisliked.slice(0, shownDoubtful)),
    documentTable(
      'Documents still cited, though not published again for half a year',
      documents.stale.slice(0, shownDoubtful),
    ),
  ];
  let y = start;
  for (const table of all.filter(({ rows }) => rows.length > 0)) {
    const height = tableHeight(table.rows.length);
    if (y + height > bottom - 14) {
      doc.addPage();
      y = margin;
    }
    drawTable(doc, table, { x: margin, y, width });
    y += height;
  }
}

function documentTable(title: string, documents: readonly UsedDocument[]) {
  return {
    title,
    head: ['Document', 'Knowledge base', 'Cited', 'Liked', 'Disliked'],
    widths: [0.46, 0.24, 0.1, 0.1, 0.1],
    rows: documents.map(({ name, knowledge, cited, liked, disliked }) => [
      name ?? 'deleted',
      knowledge,
      ...[cited, liked, disliked].map(formatCount),
    ]),
  };
}

function footers(doc: PDFKit.PDFDocument, { overview, scope }: ReportContent): void {
  const { count } = doc.bufferedPageRange();
  for (let page = 0; page < count; page++) {
    doc.switchToPage(page);
    // The foot lies in the margin, where a text would otherwise begin a new page.
    doc.page.margins.bottom = 0;
    doc.font('Helvetica').fontSize(7).fillColor(ink.soft);
    const text = `Slipway · made ${momentWords(new Date(overview.at), scope)} (${scope.timeZone}) · page ${page + 1} of ${count}`;
    doc.text(plainText(text), margin, 841.89 - 28, { width, align: 'center', lineBreak: false });
  }
}
