import { ink } from './draw-chart.ts';
import { plainText } from './plain-text.ts';

const rowHeight = 15;

/** Height of a table with its title. */
export function tableHeight(rows: number): number {
  return 18 + (rows + 1) * rowHeight + 8;
}

/** A table with its title; `widths` are shares of the whole. Text that is too long is cut with an ellipsis. */
export function drawTable(
  doc: PDFKit.PDFDocument,
  table: {
    title: string;
    head: readonly string[];
    widths: readonly number[];
    rows: readonly (readonly string[])[];
  },
  place: { x: number; y: number; width: number },
): void {
  doc.font('Helvetica-Bold').fontSize(10).fillColor(ink.text);
  doc.text(plainText(table.title), place.x, place.y, { lineBreak: false });
  let y = place.y + 18;
  const line = (cells: readonly string[], font: string, color: string) => {
    doc.font(font).fontSize(8).fillColor(color);
    let x = place.x;
    for (const [index, width] of table.widths.entries()) {
      const room = width * place.width - 8;
      doc.text(plainText(cells[index] ?? ''), x, y, {
        width: room,
        height: 10,
        ellipsis: true,
        lineBreak: false,
      });
      x += width * place.width;
    }
    y += rowHeight;
    doc
      .moveTo(place.x, y - 4)
      .lineTo(place.x + place.width, y - 4)
      .lineWidth(0.4)
      .strokeColor(ink.line)
      .stroke();
  };
  line(table.head, 'Helvetica', ink.soft);
  for (const row of table.rows) line(row, 'Helvetica', ink.text);
}
