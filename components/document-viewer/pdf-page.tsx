'use client';

import { useEffect, useRef } from 'react';
import type { Box } from '#lib/knowledge/schemas.ts';
import type { PDFDocumentProxy } from './load-pdf.ts';
import type { PageSize } from './page-layout.ts';

interface PdfPageProps {
  pdf: PDFDocumentProxy;
  number: number;
  size: PageSize;
  scale: number;
  top: number;
  /** Boxes to light, in points from the page's top left. */
  boxes: readonly Box[];
}

/** A canvas of more pixels than this is refused by some phones. */
const maxPixels = 16_000_000;

/** One page: the drawing, the selectable text over it, and the lit passage. */
export function PdfPage({ pdf, number, size, scale, top, boxes }: PdfPageProps) {
  const holder = useRef<HTMLDivElement>(null);
  const text = useRef<HTMLDivElement>(null);

  useEffect(() => {
    let cancel = () => {};
    let left = false;
    const draw = async () => {
      const [{ TextLayer }, page] = await Promise.all([import('./load-pdf.ts'), pdf.getPage(number)]);
      if (left || !holder.current || !text.current) return;
      const viewport = page.getViewport({ scale });
      const sharpness = Math.min(
        window.devicePixelRatio || 1,
        Math.sqrt(maxPixels / (viewport.width * viewport.height)),
      );
      // A fresh canvas each time: the one on screen stays until the new drawing is complete.
      const canvas = document.createElement('canvas');
      canvas.width = Math.floor(viewport.width * sharpness);
      canvas.height = Math.floor(viewport.height * sharpness);
      canvas.className = 'block size-full';
      const rendering = page.render({
        canvas,
        viewport,
        ...(sharpness !== 1 && { transform: [sharpness, 0, 0, sharpness, 0, 0] }),
      });
      cancel = () => rendering.cancel();
      await rendering.promise;
      holder.current?.replaceChildren(canvas);
      const layer = new TextLayer({
        textContentSource: page.streamTextContent(),
        container: text.current,
        viewport,
      });
      cancel = () => layer.cancel();
      text.current.replaceChildren();
      await layer.render();
    };
    draw().catch(() => {
      // Cancelled because the page left the screen, or the page is damaged: it stays blank, the others go on.
    });
    return () => {
      left = true;
      cancel();
    };
  }, [pdf, number, scale]);

  const style = {
    top,
    width: size.width * scale,
    height: size.height * scale,
    '--total-scale-factor': scale,
  };
  return (
    <div className="pdf-page" style={style} data-page={number}>
      <div ref={holder} className="size-full" role="img" aria-label={`Page ${number}`} />
      {boxes.map((box) => (
        <div
          key={`${box.x}/${box.y}/${box.width}`}
          aria-hidden
          className="pdf-lit"
          style={{
            left: `${(box.x / size.width) * 100}%`,
            top: `${(box.y / size.height) * 100}%`,
            width: `${(box.width / size.width) * 100}%`,
            height: `${(box.height / size.height) * 100}%`,
          }}
        />
      ))}
      <div ref={text} className="pdf-text" />
    </div>
  );
}
