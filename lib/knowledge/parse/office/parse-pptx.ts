import { posix } from 'node:path';
import type { BlockWriter } from '../block-writer.ts';
import { throwIfCancelled } from '../errors.ts';
import type { FormatContext } from '../format-contract.ts';
import { looksLikeHeader, rowText } from '../table-rows.ts';
import { officeTitle, openOffice } from './open-office.ts';
import { descendants, first, parseXml, type XmlElement, xmlText } from './xml.ts';

/** Points per English metric unit. */
const pointsPerEmu = 1 / 12_700;

/** Reads a presentation: slide titles as headings, then its texts, tables and notes, slide by slide. */
export async function parsePptx(
  bytes: Uint8Array,
  writer: BlockWriter,
  context: FormatContext,
): Promise<void> {
  const parts = await openOffice(bytes);
  writer.metadataTitle = officeTitle(parts);
  const size = slideSize(parts);
  const slides = slidePaths(parts);
  for (const [at, path] of slides.entries()) {
    throwIfCancelled(context.signal);
    const page = at + 1;
    writer.page({ number: page, ...size });
    const part = parts.get(path);
    if (part !== undefined) writeSlide(parseXml(part), page, writer);
    const notes = related(parts, path, 'notesSlide')[0];
    const notesPart = notes === undefined ? undefined : parts.get(notes.path);
    if (notesPart !== undefined) writeNotes(parseXml(notesPart), page, writer);
    context.onProgress?.({ done: page, total: slides.length });
  }
}

function slideSize(parts: ReadonlyMap<string, Buffer>): { width?: number; height?: number } {
  const part = parts.get('ppt/presentation.xml');
  const size = part === undefined ? undefined : first(parseXml(part), 'p:sldSz');
  const [width, height] = [Number(size?.attributes.cx), Number(size?.attributes.cy)];
  return width > 0 && height > 0 ? { width: width * pointsPerEmu, height: height * pointsPerEmu } : {};
}

/** Slides in the order of the presentation, hidden ones included. */
function slidePaths(parts: ReadonlyMap<string, Buffer>): string[] {
  const part = parts.get('ppt/presentation.xml');
  if (part === undefined) return [];
  const byId = new Map(related(parts, 'ppt/presentation.xml', 'slide').map(({ id, path }) => [id, path]));
  return [...descendants(parseXml(part), 'p:sldId')].flatMap(
    (slide) => byId.get(slide.attributes['r:id'] ?? '') ?? [],
  );
}

/** Parts that a part points to, by kind of relationship. */
function related(
  parts: ReadonlyMap<string, Buffer>,
  path: string,
  kind: string,
): { id: string; path: string }[] {
  const folder = posix.dirname(path);
  const rels = parts.get(`${folder}/_rels/${posix.basename(path)}.rels`);
  if (rels === undefined) return [];
  return [...descendants(parseXml(rels), 'Relationship')]
    .filter(({ attributes }) => attributes.Type?.endsWith(`/${kind}`) && attributes.TargetMode !== 'External')
    .map(({ attributes }) => ({ id: attributes.Id ?? '', path: target(folder, attributes.Target ?? '') }));
}

function target(folder: string, name: string): string {
  return name.startsWith('/') ? name.slice(1) : posix.normalize(posix.join(folder, name));
}

function writeSlide(slide: XmlElement, page: number, writer: BlockWriter): void {
  const frames = [...textFrames(slide)];
  const title = frames.find((frame) => /^(title|ctrTitle)$/.test(placeholder(frame)));
  writer.closeHeadings();
  if (title !== undefined)
    writer.heading(
      paragraphs(title)
        .map(({ text }) => text)
        .join(' '),
      1,
      { page },
    );
  for (const frame of frames) {
    if (frame === title || /^(sldNum|dt|ftr|hdr)$/.test(placeholder(frame))) continue;
    if (frame.name === 'p:graphicFrame') writeTable(frame, page, writer);
    else writeTexts(frame, page, writer);
  }
}

/** Shapes and tables, also within groups, in drawing order. */
function* textFrames(slide: XmlElement): Generator<XmlElement> {
  const stack: (XmlElement | string)[] = [slide];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (typeof next === 'string') continue;
    if (next.name === 'p:sp' || next.name === 'p:graphicFrame') yield next;
    // Of alternative contents only the first is drawn.
    else if (next.name !== 'mc:Fallback') stack.push(...[...next.children].reverse());
  }
}

function placeholder(frame: XmlElement): string {
  const mark = first(frame, 'p:ph');
  return mark === undefined ? '' : (mark.attributes.type ?? 'body');
}

interface Paragraph {
  text: string;
  bulleted: boolean;
}

function paragraphs(frame: XmlElement): Paragraph[] {
  return [...descendants(frame, 'a:p')].map((paragraph) => ({
    text: paragraphText(paragraph),
    bulleted: first(paragraph, 'a:buChar') !== undefined || first(paragraph, 'a:buAutoNum') !== undefined,
  }));
}

function paragraphText(paragraph: XmlElement): string {
  const parts = paragraph.children.map((child) => {
    if (typeof child === 'string') return '';
    if (child.name === 'a:br') return ' ';
    return [...descendants(child, 'a:t')].map(xmlText).join('');
  });
  return parts.join('');
}

/** Body placeholders hold lists by default; free text boxes hold sentences. */
function writeTexts(frame: XmlElement, page: number, writer: BlockWriter): void {
  const isBody = /^(body|obj)$/.test(placeholder(frame));
  const found = paragraphs(frame).filter(({ text }) => text.trim() !== '');
  for (const { text, bulleted } of found) {
    writer.add(bulleted || (isBody && found.length > 1) ? 'list-item' : 'paragraph', text, { page });
  }
}

function writeTable(frame: XmlElement, page: number, writer: BlockWriter): void {
  const rows = [...descendants(frame, 'a:tr')].map((row) =>
    [...descendants(row, 'a:tc')].map((cell) =>
      paragraphs(cell)
        .map(({ text }) => text)
        .join(' ')
        .trim(),
    ),
  );
  const header = looksLikeHeader(rows) ? (rows[0] ?? null) : null;
  for (const row of header === null ? rows : rows.slice(1))
    writer.add('table-row', rowText(row, header), { page });
}

function writeNotes(notes: XmlElement, page: number, writer: BlockWriter): void {
  for (const frame of textFrames(notes)) {
    if (placeholder(frame) !== 'body') continue;
    for (const { text } of paragraphs(frame))
      if (text.trim() !== '') writer.add('paragraph', `Notes: ${text}`, { page });
  }
}
