import type { AnyNode, Document, Element } from 'domhandler';
import { parse } from 'parse5';
import { adapter, type Htmlparser2TreeAdapterMap } from 'parse5-htmlparser2-tree-adapter';
import { ParseError } from '../errors.ts';
import { parseLimits } from '../limits.ts';
import { blockElements, isDropped } from './elements.ts';

/** Parses HTML as a browser does; no script runs and nothing is fetched. */
export function parseHtmlTree(html: string): Document {
  let depth = 0;
  return parse<Htmlparser2TreeAdapterMap>(html, {
    scriptingEnabled: false,
    treeAdapter: {
      ...adapter,
      // The parser looks through all open elements at every tag: depth costs its square in time.
      onItemPush: () => {
        depth += 1;
        if (depth > parseLimits.maxHtmlDepth) throw new ParseError('malformed', tooDeep);
      },
      onItemPop: () => {
        depth -= 1;
      },
    },
  });
}

const tooDeep = `This page nests its elements more than ${parseLimits.maxHtmlDepth} deep, which no browser shows. Save it again from a browser.`;

export function isElement(node: AnyNode): node is Element {
  return node.type === 'tag' || node.type === 'script' || node.type === 'style';
}

export function childrenOf(node: AnyNode): AnyNode[] {
  return 'children' in node ? (node.children as AnyNode[]) : [];
}

/** Every element below `root` in document order. A stack of our own: depth is the author's to choose. */
export function* elementsOf(root: AnyNode): Generator<Element> {
  const stack: AnyNode[] = [...childrenOf(root)].reverse();
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (!isElement(node)) continue;
    yield node;
    const children = childrenOf(node);
    for (let at = children.length - 1; at >= 0; at -= 1) {
      const child = children[at];
      if (child !== undefined) stack.push(child);
    }
  }
}

/** Visible text below a node on one line; words of neighbouring blocks stay apart. */
export function visibleText(root: AnyNode): string {
  const parts: string[] = [];
  const stack: (AnyNode | ' ')[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node === ' ') parts.push(node);
    else if (node.type === 'text') parts.push(node.data);
    else if (isElement(node) && node !== root && isDropped(node.name, node.attribs, true)) continue;
    else {
      const apart = isElement(node) && (blockElements.has(node.name) || node.name === 'br');
      if (apart) {
        parts.push(' ');
        stack.push(' ');
      }
      if (isElement(node) && node.name === 'img') parts.push(node.attribs.alt ?? '');
      const children = childrenOf(node);
      for (let at = children.length - 1; at >= 0; at -= 1) {
        const child = children[at];
        if (child !== undefined) stack.push(child);
      }
    }
  }
  return parts.join('').replace(/\s+/g, ' ').trim();
}
