import { zipSync } from 'fflate';
import { readZip } from '../zip/read-zip.ts';
import { first, parseXml, rejectDoctype, xmlText } from './xml.ts';

/** Parts of an office document that hold text; pictures, fonts and embedded files stay packed. */
function isXmlPart(name: string): boolean {
  return /\.(xml|rels)$/i.test(name) || name === '[Content_Types].xml';
}

/** The XML parts of an office document, each checked for document types. */
export async function openOffice(bytes: Uint8Array): Promise<Map<string, Buffer>> {
  const parts = await readZip(bytes, isXmlPart);
  for (const part of parts.values()) rejectDoctype(part);
  return parts;
}

/**
 * Packs checked parts again, uncompressed, for a library that wants an archive: it then meets nothing that
 * has not passed the guard.
 */
export function repack(parts: ReadonlyMap<string, Uint8Array>): Buffer {
  return Buffer.from(zipSync(Object.fromEntries(parts), { level: 0 }));
}

/** The title in an office document's properties. */
export function officeTitle(parts: ReadonlyMap<string, Buffer>): string | null {
  const core = parts.get('docProps/core.xml');
  const title = core === undefined ? undefined : first(parseXml(core), 'dc:title');
  return title === undefined ? null : xmlText(title);
}
