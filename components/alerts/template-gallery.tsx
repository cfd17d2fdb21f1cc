'use client';

import { FilePlus } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog } from '#components/ui/dialog.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { type RuleDocument, type RuleInput, ruleDocumentSchema } from '#lib/alerts/schemas.ts';
import { useTemplates } from './queries.ts';
import { conditionWords } from './words.ts';

interface TemplateGalleryProps {
  onChoose: (start: RuleInput) => void;
  onClose: () => void;
}

const blank: RuleInput = {
  name: '',
  enabled: true,
  document: ruleDocumentSchema.parse({
    signal: {
      kind: 'metric',
      expression: { metric: 'error_rate', aggregation: 'value' },
      windowSeconds: 300,
      condition: { kind: 'above', threshold: 0.05 },
    },
    minCount: 20,
  }),
};

/** The usual rules to begin from, or an empty one. */
export function TemplateGallery({ onChoose, onClose }: TemplateGalleryProps) {
  const templates = useTemplates();
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Add a rule"
      description="Begin from a usual one; everything can be changed."
      size="lg"
    >
      {templates.error && templates.data === undefined ? (
        <ErrorState
          error={templates.error}
          title="The templates could not be read."
          onRetry={() => void templates.refetch()}
        />
      ) : (
        <ul className="grid gap-2 sm:grid-cols-2">
          <li>
            <Choice name="An empty rule" onClick={() => onChoose(blank)}>
              <FilePlus aria-hidden className="mr-1 inline size-4" />
              Any metric, any condition.
            </Choice>
          </li>
          {templates.data === undefined
            ? [0, 1, 2].map((index) => (
                <li key={index} aria-busy>
                  <Skeleton className="h-24" />
                </li>
              ))
            : templates.data.items.map(({ slug, name, document }) => (
                <li key={slug}>
                  <Choice name={name} onClick={() => onChoose({ name, enabled: true, document })}>
                    <Described document={document} />
                  </Choice>
                </li>
              ))}
        </ul>
      )}
    </Dialog>
  );
}

function Described({ document }: { document: RuleDocument }) {
  return (
    <>
      {document.description}
      <span className="block pt-1 text-xs">{conditionWords(document)}</span>
    </>
  );
}

interface ChoiceProps {
  name: string;
  onClick: () => void;
  children: ReactNode;
}

function Choice({ name, onClick, children }: ChoiceProps) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="flex h-full w-full flex-col gap-1 rounded-md border border-border p-3 text-left transition-colors hover:border-border-strong hover:bg-hover"
    >
      <span className="font-medium">{name}</span>
      <span className="text-muted-foreground text-sm">{children}</span>
    </button>
  );
}
