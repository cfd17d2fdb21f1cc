import type { Document, Element } from 'domhandler';
import { elementsOf, visibleText } from './dom.ts';

/** Below this share of the page's text a `main` or `article` is taken for a shell, not the content. */
const contentShare = 0.3;

/**
 * The element that holds what the page is about: `main`, else a lone `article`, else the body.
 * Also says whether it was found, so that headers inside it are kept.
 */
export function mainContent(document: Document): { root: Element | Document; found: boolean } {
  const mains: Element[] = [];
  const articles: Element[] = [];
  let body: Element | Document = document;
  for (const element of elementsOf(document)) {
    if (element.name === 'body') body = element;
    else if (element.name === 'main' || element.attribs.role === 'main') mains.push(element);
    else if (element.name === 'article') articles.push(element);
  }
  const candidate = mains[0] ?? (articles.length === 1 ? articles[0] : undefined);
  if (candidate === undefined) return { root: body, found: false };
  const enough = visibleText(candidate).length >= visibleText(body).length * contentShare;
  return enough ? { root: candidate, found: true } : { root: body, found: false };
}
