'use client';

import { useEffect, useState } from 'react';
import { ApiError } from '#lib/client/api.ts';
import type { PDFDocumentProxy } from './load-pdf.ts';
import type { PageSize } from './page-layout.ts';

export type PdfState =
  | { kind: 'loading' }
  | { kind: 'failed'; error: unknown }
  | { kind: 'ready'; pdf: PDFDocumentProxy; firstPage: PageSize };

/** Opens a revision's original as a PDF, and closes it with the component. */
export function usePdf(revisionId: string): PdfState {
  const [state, setState] = useState<PdfState>({ kind: 'loading' });
  useEffect(() => {
    let left = false;
    let close = () => {};
    const open = async () => {
      const { openPdf } = await import('./load-pdf.ts');
      if (left) return;
      const task = openPdf(`/api/documents/${revisionId}/file`);
      close = () => void task.destroy();
      const pdf = await task.promise;
      const { width, height } = (await pdf.getPage(1)).getViewport({ scale: 1 });
      if (!left) setState({ kind: 'ready', pdf, firstPage: { width, height } });
    };
    setState({ kind: 'loading' });
    open().catch((error: unknown) => {
      if (!left) setState({ kind: 'failed', error: forPeople(error) });
    });
    return () => {
      left = true;
      close();
    };
  }, [revisionId]);
  return state;
}

function forPeople(error: unknown): ApiError {
  const name = error instanceof Error ? error.name : '';
  const detail =
    name === 'PasswordException'
      ? 'The PDF is protected with a password.'
      : name === 'ResponseException'
        ? 'The original file could not be fetched.'
        : 'The PDF is damaged, or this browser is too old to show it.';
  return new ApiError({ status: 0, title: 'pdf_not_shown', detail, requestId: null }, { cause: error });
}
