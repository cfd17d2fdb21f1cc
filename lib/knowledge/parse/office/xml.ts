import { XMLParser } from 'fast-xml-parser';
import { decodeText } from '../decode-text.ts';
import { ParseError } from '../errors.ts';

/** One element in document order: `name` with its namespace prefix, attributes, children. */
export interface XmlElement {
  name: string;
  attributes: Record<string, string>;
  children: (XmlElement | string)[];
}

const attributesKey = ':@';
const textKey = '#text';

/**
 * Refuses XML with a document type: office formats never have one, and it is how a file makes its reader
 * open other files or addresses, or expand a few bytes into gigabytes.
 */
export function rejectDoctype(bytes: Buffer): void {
  if (/<!DOCTYPE|<!ENTITY/i.test(decodeText(bytes).text)) {
    throw new ParseError(
      'external_entity',
      'This file defines XML entities, which may point to other files or addresses, so it was not opened. Save it again with an office program.',
    );
  }
}

/** Parses XML without expanding any entity but the five of XML and character references. */
export function parseXml(bytes: Buffer): XmlElement {
  const parser = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    parseTagValue: false,
    parseAttributeValue: false,
    trimValues: false,
    processEntities: true,
    htmlEntities: true,
    ignoreDeclaration: true,
    ignorePiTags: true,
  });
  const text = decodeText(bytes).text.replace(/<!DOCTYPE[^>[]*>/i, '');
  return { name: '', attributes: {}, children: toElements(parser.parse(text)) };
}

type RawNode = Record<string, unknown>;

function toElements(nodes: unknown): (XmlElement | string)[] {
  if (!Array.isArray(nodes)) return [];
  return (nodes as RawNode[]).flatMap((node) => toElement(node) ?? []);
}

function toElement(node: RawNode): XmlElement | string | null {
  if (textKey in node) return String(node[textKey]);
  const name = Object.keys(node).find((key) => key !== attributesKey);
  if (name === undefined) return null;
  const attributes = (node[attributesKey] ?? {}) as Record<string, string>;
  return { name, attributes, children: toElements(node[name]) };
}

/** Every element of that name below `root`, in document order. */
export function* descendants(root: XmlElement, name: string): Generator<XmlElement> {
  const stack: (XmlElement | string)[] = [...root.children].reverse();
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (typeof next === 'string') continue;
    if (next.name === name) yield next;
    for (const child of [...next.children].reverse()) stack.push(child);
  }
}

export function first(root: XmlElement, name: string): XmlElement | undefined {
  return descendants(root, name).next().value ?? undefined;
}

/** All text below an element. */
export function xmlText(root: XmlElement): string {
  const parts: string[] = [];
  const stack: (XmlElement | string)[] = [root];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (typeof next === 'string') parts.push(next);
    else for (const child of [...next.children].reverse()) stack.push(child);
  }
  return parts.join('');
}
