import type { BlockWriter } from '../block-writer.ts';
import { ParseError, throwIfCancelled } from '../errors.ts';
import type { FormatContext } from '../format-contract.ts';
import { elementsOf } from '../html/dom.ts';
import { walkHtml } from '../html/walk-html.ts';
import { descendants, first, parseXml, type XmlElement, xmlText } from '../office/xml.ts';
import { readZip } from '../zip/read-zip.ts';
import { tocTitles } from './toc-titles.ts';
import { parseXhtml, resolveHref } from './xhtml.ts';

/** Reads an e-book chapter by chapter in the order of its spine. */
export async function parseEpub(
  bytes: Uint8Array,
  writer: BlockWriter,
  context: FormatContext,
): Promise<void> {
  const files = await readZip(bytes, (name) => /\.(xml|opf|ncx|x?html?)$/i.test(name));
  if (files.has('META-INF/encryption.xml') && files.has('META-INF/rights.xml')) {
    throw new ParseError(
      'encrypted',
      'This e-book is protected against copying (DRM), so its text cannot be read.',
    );
  }
  const { path, root } = openPackage(files);
  const title = first(root, 'dc:title');
  writer.metadataTitle = title === undefined ? null : xmlText(title);
  const manifest = [...descendants(root, 'item')].map(({ attributes }) => ({
    id: attributes.id ?? '',
    path: resolveHref(path, attributes.href ?? ''),
    properties: attributes.properties ?? '',
    mediaType: attributes['media-type'] ?? '',
  }));
  const byId = new Map(manifest.map((item) => [item.id, item]));
  const titles = tocTitles(files, manifest);
  const spine = [...descendants(root, 'itemref')].flatMap(
    ({ attributes }) => byId.get(attributes.idref ?? '') ?? [],
  );
  for (const [at, chapter] of spine.entries()) {
    throwIfCancelled(context.signal);
    const file = files.get(chapter.path);
    if (file !== undefined && !chapter.properties.includes('nav'))
      writeChapter(file, titles.get(chapter.path), writer);
    context.onProgress?.({ done: at + 1, total: spine.length });
  }
}

function openPackage(files: ReadonlyMap<string, Buffer>): { path: string; root: XmlElement } {
  const container = files.get('META-INF/container.xml');
  const rootFile = container === undefined ? undefined : first(parseXml(container), 'rootfile');
  const path = rootFile?.attributes['full-path'];
  const part = path === undefined ? undefined : files.get(path);
  if (path === undefined || part === undefined) {
    throw new ParseError('malformed', 'This EPUB does not say which files it is made of. Export it again.');
  }
  return { path, root: parseXml(part) };
}

/** A chapter that names itself nowhere gets its title from the table of contents. */
function writeChapter(file: Buffer, tocTitle: string | undefined, writer: BlockWriter): void {
  const tree = parseXhtml(file);
  const named = [...elementsOf(tree)].some((element) => /^h[1-6]$/.test(element.name));
  if (!named && tocTitle !== undefined) writer.heading(tocTitle, 1);
  walkHtml(tree, writer, { inMain: true });
}
