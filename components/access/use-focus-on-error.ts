'use client';

import { type RefObject, useEffect, useRef } from 'react';

/** For a form whose errors come from the server: puts the cursor into the first field that is wrong. */
export function useFocusOnError(error: unknown): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (error) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [error]);
  return form;
}
