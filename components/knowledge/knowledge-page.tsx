'use client';

import { useCallback, useRef, useState } from 'react';
import { Badge, StatusBadge } from '#components/ui/badge.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { formatPercent } from '#components/ui/format.ts';
import { PageHeader } from '#components/ui/page-header.tsx';
import { RightsNote } from '#components/ui/rights-note.tsx';
import { UrlTabs } from '#components/ui/tabs.tsx';
import { canAt, useMe } from '#lib/client/use-me.ts';
import { AddDocumentsMenu } from './add-documents-menu.tsx';
import { AddUrlsDialog } from './add-urls-dialog.tsx';
import { DocumentsTab } from './documents-tab.tsx';
import { PageDrop } from './page-drop.tsx';
import { useKnowledge } from './queries.ts';
import { RetrievalTab } from './retrieval-tab.tsx';
import { SettingsTab } from './settings-tab.tsx';
import { SnapshotsTab } from './snapshots-tab.tsx';
import { UploadPanel } from './upload-panel.tsx';
import type { ChosenFile } from './upload-queue.ts';
import { useUploads } from './use-uploads.ts';

/** One knowledge base: what is in it, what a question finds, how it changed, how it is cut. */
export function KnowledgePage({ name }: { name: string }) {
  const knowledge = useKnowledge(name);
  const me = useMe().data;
  const mayWrite = canAt(me, 'knowledge.write', { kind: 'knowledge', name });
  const { queue, items } = useUploads(name);
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const [addingUrls, setAddingUrls] = useState(false);
  const addFiles = useCallback((chosen: ChosenFile[]) => queue.add(chosen), [queue]);
  const found = knowledge.data;
  if (knowledge.error && !found) {
    return (
      <>
        <PageHeader title={name} />
        <ErrorState
          error={knowledge.error}
          title="The knowledge base could not be loaded."
          onRetry={() => void knowledge.refetch()}
        />
      </>
    );
  }
  return (
    <>
      <PageHeader
        title={name}
        description={found?.description || 'Documents that applications can search.'}
        badges={
          found && (
            <>
              <Badge>{found.snapshot === 0 ? 'no snapshot yet' : `snapshot #${found.snapshot}`}</Badge>
              {found.reindexProgress !== null && (
                <StatusBadge tone="info">Re-indexing {formatPercent(found.reindexProgress)}</StatusBadge>
              )}
              {found.reindexError !== null && <StatusBadge tone="bad">Re-index failed</StatusBadge>}
            </>
          )
        }
        actions={
          mayWrite && (
            <AddDocumentsMenu
              files={files}
              folder={folder}
              onFiles={addFiles}
              onUrls={() => setAddingUrls(true)}
            />
          )
        }
      />
      {me !== undefined && !mayWrite && (
        <RightsNote permission="knowledge.write" what="change this knowledge base" />
      )}
      <UploadPanel queue={queue} items={items} />
      <UrlTabs
        label={`Knowledge base ${name}`}
        items={[
          {
            value: 'documents',
            label: 'Documents',
            count: found?.documentCount,
            content: <DocumentsTab name={name} onChoose={() => files.current?.click()} />,
          },
          { value: 'retrieval', label: 'Retrieval', content: <RetrievalTab name={name} knowledge={found} /> },
          { value: 'snapshots', label: 'Snapshots', content: <SnapshotsTab name={name} /> },
          {
            value: 'settings',
            label: 'Settings',
            content: found && <SettingsTab knowledge={found} mayWrite={mayWrite} />,
          },
        ]}
      />
      {mayWrite && (
        <>
          <PageDrop onFiles={addFiles} />
          <AddUrlsDialog name={name} open={addingUrls} onOpenChange={setAddingUrls} />
        </>
      )}
    </>
  );
}
