import type { AnyNode, Element } from 'domhandler';
import type { BlockKind } from '../../schemas.ts';
import type { BlockWriter } from '../block-writer.ts';
import { raiseDigits } from '../superscript.ts';
import { rowText } from '../table-rows.ts';
import { childrenOf, isElement, visibleText } from './dom.ts';
import { blockElements, isDropped } from './elements.ts';
import { readTable } from './read-table.ts';

export interface WalkOptions {
  /** The root was recognised as the page's content, so headers inside it belong to it. */
  inMain: boolean;
  /** Chapter or slide number of the blocks. */
  page?: number;
  /** Added to every heading level, for documents made of several files. */
  levelOffset?: number;
}

/** Work to do: a node to enter, or what follows once the children of one are done. */
type Step = { node: AnyNode } | (() => void);

type TextKind = Exclude<BlockKind, 'heading'>;

/** Writes the blocks of an HTML tree in reading order. Uses its own stack, so depth cannot overflow it. */
export function walkHtml(root: AnyNode, writer: BlockWriter, options: WalkOptions): void {
  new HtmlWalk(writer, options).run(root);
}

class HtmlWalk {
  private readonly writer: BlockWriter;
  private readonly options: WalkOptions;
  private readonly stack: Step[] = [];
  private readonly kinds: TextKind[] = ['paragraph'];
  private readonly lists: { next: number | null }[] = [];
  private text: string[] = [];
  /** Number of a list item or term of a definition, waiting for the text it belongs to. */
  private prefix = '';

  constructor(writer: BlockWriter, options: WalkOptions) {
    this.writer = writer;
    this.options = options;
  }

  run(root: AnyNode): void {
    this.pushChildren(root);
    for (let next = this.stack.pop(); next !== undefined; next = this.stack.pop()) {
      if (typeof next === 'function') next();
      else this.enter(next.node);
    }
    this.flush();
    this.flushPrefix();
  }

  private pushChildren(node: AnyNode): void {
    const children = childrenOf(node);
    for (let at = children.length - 1; at >= 0; at -= 1) {
      const child = children[at];
      if (child !== undefined) this.stack.push({ node: child });
    }
  }

  private enter(node: AnyNode): void {
    if (node.type === 'text') this.text.push(node.data);
    else if (isElement(node)) this.enterElement(node);
    else this.pushChildren(node);
  }

  private enterElement(element: Element): void {
    const { name, attribs } = element;
    if (isDropped(name, attribs, this.options.inMain) || isBareForm(element)) return;
    if (name === 'a' && /^(?:↑|↩\ufe0e?|\^)$/.test(visibleText(element))) return;
    if (name === 'img') this.text.push(` ${attribs.alt ?? ''} `);
    else if (isNoteMark(element)) this.text.push(raiseDigits(visibleText(element)));
    else if (name === 'br') this.text.push(this.kinds.at(-1) === 'code' ? '\n' : ' ');
    else if (!blockElements.has(name)) this.pushChildren(element);
    else this.enterBlock(element);
  }

  private enterBlock(element: Element): void {
    const { name } = element;
    this.flush();
    if (/^h[1-6]$/.test(name)) this.heading(element);
    else if (name === 'pre') this.within('code', element);
    else if (name === 'figcaption' || name === 'caption') this.within('caption', element);
    else if (name === 'ol' || name === 'ul' || name === 'menu') this.list(element);
    else if (name === 'li') this.item(element);
    else if (name === 'dt') this.term(element);
    else if (name === 'dd') this.within('list-item', element);
    else if (name !== 'table' || !this.table(element)) this.plainBlock(element);
  }

  private plainBlock(element: Element): void {
    this.stack.push(() => this.flush());
    this.pushChildren(element);
  }

  private heading(element: Element): void {
    const level = Number(element.name.slice(1)) + (this.options.levelOffset ?? 0);
    this.flushPrefix();
    this.writer.heading(visibleText(element).replace(/\s*[¶#§]$/, ''), level, this.place());
  }

  private table(element: Element): boolean {
    const table = readTable(element);
    if (table === null) return false;
    this.flushPrefix();
    this.writer.add('caption', table.caption, this.place());
    for (const row of table.rows) this.writer.add('table-row', rowText(row, table.header), this.place());
    return true;
  }

  private within(kind: TextKind, element: Element, after?: () => void): void {
    this.kinds.push(kind);
    this.stack.push(() => {
      this.flush();
      this.kinds.pop();
      after?.();
    });
    this.pushChildren(element);
  }

  private list(element: Element): void {
    const start = Number.parseInt(element.attribs.start ?? '1', 10);
    this.lists.push({ next: element.name === 'ol' ? (Number.isNaN(start) ? 1 : start) : null });
    this.stack.push(() => {
      this.flush();
      this.lists.pop();
    });
    this.pushChildren(element);
  }

  private item(element: Element): void {
    const list = this.lists.at(-1);
    this.flushPrefix();
    if (list?.next != null) {
      this.prefix = `${list.next}. `;
      list.next += 1;
    }
    // An item without text takes its number with it.
    this.within('list-item', element, () => {
      if (/^\d+\. $/.test(this.prefix)) this.prefix = '';
    });
  }

  private term(element: Element): void {
    this.flushPrefix();
    this.prefix = `${visibleText(element)}: `;
  }

  private flush(): void {
    const text = this.text.join('');
    this.text = [];
    if (text.trim() === '') return;
    const kind = this.kinds.at(-1) ?? 'paragraph';
    if (kind === 'code') {
      this.flushPrefix();
      this.writer.add('code', text, this.place());
      return;
    }
    this.writer.add(kind, this.prefix + text, this.place());
    this.prefix = '';
  }

  /** A term without a definition, or a number whose item holds only a table, stands alone. */
  private flushPrefix(): void {
    const term = this.prefix.replace(/: $/, '');
    this.prefix = '';
    if (!/^\d+\. $/.test(term)) this.writer.add('list-item', term, this.place());
  }

  private place(): { page?: number } {
    return this.options.page === undefined ? {} : { page: this.options.page };
  }
}

/** A raised number, or a link to a footnote. */
function isNoteMark(element: Element): boolean {
  const isReference = element.attribs.role === 'doc-noteref' || element.attribs['epub:type'] === 'noteref';
  return (element.name === 'sup' || isReference) && /^\s*\[?\d{1,3}\]?\s*$/.test(visibleText(element));
}

/** A form of controls and labels; some servers wrap the whole page in one, which stays. */
function isBareForm(element: Element): boolean {
  return element.name === 'form' && visibleText(element).length < 500;
}
