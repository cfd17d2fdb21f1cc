'use client';

import { useMemo, useRef, useState } from 'react';
import type { Document } from 'yaml';
import type { ChainProblem, DocumentForm } from '#lib/chain/schemas.ts';
import { useSettled } from '#lib/client/use-settled.ts';
import { useChainValidation } from '../queries.ts';
import { type ChainField, type ChainFields, convertForm, readForm, writeField } from './chain-document.ts';
import { editYaml } from './yaml-edit.ts';

const noProblems: readonly ChainProblem[] = [];

/** One text, two views of it, and the server's verdict when typing pauses. */
export function useChainDocument(initial: string) {
  const [source, setSource] = useState(initial);
  const settled = useSettled(source);
  const validation = useChainValidation(settled);
  const form = useMemo(() => readForm(source), [source]);
  // What another packaging form had is not lost while the person tries one after the other.
  const drafts = useRef(new Map<DocumentForm, string>());
  const chooseForm = (kind: DocumentForm) => {
    if (form === null || form.kind === kind) return;
    drafts.current.set(form.kind, source);
    setSource(drafts.current.get(kind) ?? convertForm(source, kind));
  };
  const edit = (apply: (document: Document) => void) => setSource((text) => editYaml(text, apply));
  const change = (values: Partial<ChainFields>) =>
    setSource((text) =>
      (Object.entries(values) as [ChainField, ChainFields[ChainField]][]).reduce(
        (changed, [field, value]) => writeField(changed, field, value),
        text,
      ),
    );
  return {
    source,
    setSource,
    form,
    change,
    edit,
    chooseForm,
    problems: validation.data?.problems ?? noProblems,
    /** The verdict does not belong to this text yet. */
    checking: settled !== source || validation.isPlaceholderData || validation.isPending,
    error: validation.error,
  };
}
