import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

export interface FontTraits {
  bold: boolean;
  italic: boolean;
  mono: boolean;
}

const plain: FontTraits = { bold: false, italic: false, mono: false };

interface PdfFont {
  name?: string;
  bold?: boolean;
  black?: boolean;
  italic?: boolean;
  isMonospace?: boolean;
}

/**
 * Weight, slant and pitch of the fonts of a document. pdf.js hands them over only with a page's drawing
 * operators, so a page's operators are asked for when it uses a font not seen before.
 */
export class FontBook {
  private readonly known = new Map<string, FontTraits>();

  async learn(page: PDFPageProxy, names: readonly string[]): Promise<void> {
    if (names.every((name) => this.known.has(name))) return;
    // A page whose drawing is damaged still has its text.
    await page.getOperatorList().catch(() => null);
    for (const name of names) {
      if (this.known.has(name)) continue;
      const font: PdfFont | null = page.commonObjs.has(name) ? page.commonObjs.get(name) : null;
      this.known.set(name, font === null ? plain : traitsOf(font));
    }
  }

  traits(name: string): FontTraits {
    return this.known.get(name) ?? plain;
  }
}

/** Flags of the font file, else what its PostScript name says ("ABCDEF+NimbusMonL-BoldObli"). */
function traitsOf(font: PdfFont): FontTraits {
  const name = (font.name ?? '').replace(/^[A-Z]{6}\+/, '');
  return {
    bold:
      font.bold === true ||
      font.black === true ||
      /bold|black|heavy|semibold|demi|[-,]bd/i.test(name) ||
      /^(CMBX|SFBX|t1xb)/.test(name),
    italic: font.italic === true || /italic|oblique|slanted/i.test(name),
    mono: font.isMonospace === true || /mono|courier|consol|typewriter|^(CMTT|SFTT)|code/i.test(name),
  };
}
