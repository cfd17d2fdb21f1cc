import type { Block, BlockKind, Box, ParsedDocument } from '../schemas.ts';
import { cleanLines, cleanText, splitLongText } from './clean-text.ts';
import { ParseError } from './errors.ts';
import { parseLimits } from './limits.ts';

/** Where a block stands in a paged format. */
export interface Place {
  page?: number | undefined;
  boxes?: Box[] | undefined;
}

type Page = ParsedDocument['pages'][number];

/** Collects blocks in reading order, keeps the heading path, and enforces the limits on blocks and text. */
export class BlockWriter {
  readonly blocks: Block[] = [];
  readonly pages: Page[] = [];
  /** Title found inside the document (metadata, front matter, `<title>`), before junk is filtered. */
  metadataTitle: string | null = null;
  private readonly open: { level: number; title: string }[] = [];
  private readonly remarks: string[] = [];
  private unsaidRemarks = 0;
  private chars = 0;

  heading(text: string, level: number, place: Place = {}): void {
    const title = cleanText(text).slice(0, 1000);
    if (title === '') return;
    const depth = Math.min(6, Math.max(1, Math.round(level)));
    this.closeHeadings(depth);
    this.push({ kind: 'heading', text: title, level: depth, ...this.placed(place) });
    this.open.push({ level: depth, title });
  }

  /** Ends every heading of `level` or deeper, as the start of a new slide or chapter does. */
  closeHeadings(level = 1): void {
    while ((this.open.at(-1)?.level ?? 0) >= level) this.open.pop();
  }

  /**
   * Adds a block. Runs of white space become one space, except in code and with `keepLines`.
   * Empty text is ignored.
   */
  add(kind: Exclude<BlockKind, 'heading'>, text: string, place: Place = {}, keepLines = false): void {
    const clean = kind === 'code' || keepLines ? cleanLines(text) : cleanText(text);
    if (clean === '') return;
    for (const piece of splitLongText(clean, parseLimits.maxBlockChars)) {
      this.push({ kind, text: piece, ...this.placed(place) });
    }
  }

  page(page: Page): void {
    if (this.pages.length >= parseLimits.maxPages) {
      throw new ParseError(
        'too_large',
        `This file has more than ${parseLimits.maxPages} pages. Split it into parts.`,
      );
    }
    this.pages.push(page);
  }

  warn(remark: string): void {
    if (this.remarks.length < parseLimits.maxWarnings) this.remarks.push(remark);
    else this.unsaidRemarks += 1;
  }

  get warnings(): string[] {
    return this.unsaidRemarks === 0 ? this.remarks : [...this.remarks, `${this.unsaidRemarks} more remarks.`];
  }

  private placed(place: Place): Pick<Block, 'headingPath' | 'page' | 'boxes'> {
    return {
      headingPath: this.open.map((heading) => heading.title),
      ...(place.page === undefined ? {} : { page: place.page }),
      ...(place.boxes === undefined || place.boxes.length === 0 ? {} : { boxes: place.boxes }),
    };
  }

  private push(block: Omit<Block, 'index'>): void {
    this.chars += block.text.length;
    if (this.blocks.length >= parseLimits.maxBlocks || this.chars > parseLimits.maxTextChars) {
      throw new ParseError(
        'too_large',
        `This file holds more text than one document may (${parseLimits.maxBlocks} paragraphs or ${parseLimits.maxTextChars} characters). Split it into parts.`,
      );
    }
    this.blocks.push({ index: this.blocks.length, ...block });
  }
}
