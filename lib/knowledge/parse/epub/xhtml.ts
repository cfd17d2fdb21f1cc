import { posix } from 'node:path';
import type { Document } from 'domhandler';
import { decodeText } from '../decode-text.ts';
import { parseHtmlTree } from '../html/dom.ts';

/** The tree of a chapter or navigation document. */
export function parseXhtml(bytes: Buffer): Document {
  return parseHtmlTree(expandEmptyElements(decodeText(bytes).text));
}

/** XHTML closes empty elements with a slash, which HTML ignores: `<title/>` would swallow the chapter. */
function expandEmptyElements(xhtml: string): string {
  return xhtml.replace(
    /<(title|script|style|a|p|div|span|td|th|li|iframe|i|b|em|textarea)\b([^<>]*)\/>/gi,
    '<$1$2></$1>',
  );
}

/** A reference inside the book as the name of a file in its archive. */
export function resolveHref(from: string, href: string): string {
  const [name = ''] = href.split('#', 1);
  return posix.normalize(posix.join(posix.dirname(from), safeDecode(name)));
}

function safeDecode(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
