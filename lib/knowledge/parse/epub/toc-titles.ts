import { elementsOf, visibleText } from '../html/dom.ts';
import { descendants, first, parseXml, xmlText } from '../office/xml.ts';
import { parseXhtml, resolveHref } from './xhtml.ts';

interface ManifestItem {
  path: string;
  properties: string;
  mediaType: string;
}

/** Chapter titles by file, from the navigation document (EPUB 3) or the NCX (EPUB 2). */
export function tocTitles(
  files: ReadonlyMap<string, Buffer>,
  manifest: readonly ManifestItem[],
): Map<string, string> {
  const titles = new Map<string, string>();
  const remember = (path: string, title: string) => {
    if (!titles.has(path) && title.trim() !== '') titles.set(path, title);
  };
  const nav = manifest.find((item) => item.properties.split(/\s+/).includes('nav'));
  const navFile = nav === undefined ? undefined : files.get(nav.path);
  if (nav !== undefined && navFile !== undefined) {
    for (const element of elementsOf(parseXhtml(navFile))) {
      if (element.name === 'a')
        remember(resolveHref(nav.path, element.attribs.href ?? ''), visibleText(element));
    }
  }
  const ncx = manifest.find((item) => item.mediaType === 'application/x-dtbncx+xml');
  const ncxFile = ncx === undefined ? undefined : files.get(ncx.path);
  if (ncx !== undefined && ncxFile !== undefined) {
    for (const point of descendants(parseXml(ncxFile), 'navPoint')) {
      const label = first(point, 'text');
      const content = first(point, 'content');
      if (label !== undefined && content !== undefined) {
        remember(resolveHref(ncx.path, content.attributes.src ?? ''), xmlText(label));
      }
    }
  }
  return titles;
}
