'use client';

import { useEffect, useSyncExternalStore } from 'react';
import { describeError } from '#lib/client/api.ts';
import { useRefreshKnowledge } from './mutations.ts';
import { sendFiles } from './send-files.ts';
import { totalsOf, type UploadItem, UploadQueue } from './upload-queue.ts';

/** One queue for each knowledge base, for as long as the page is loaded. */
const queues = new Map<string, UploadQueue>();

function queueOf(knowledge: string): UploadQueue {
  let queue = queues.get(knowledge);
  if (!queue) {
    queue = new UploadQueue(
      (files, onProgress, signal) => sendFiles(knowledge, files, onProgress, signal),
      (error) => describeError(error).message,
    );
    queues.set(knowledge, queue);
  }
  return queue;
}

const nothing: readonly UploadItem[] = [];

/** The uploads of a knowledge base. Leaving the page while files travel asks first. */
export function useUploads(knowledge: string): { queue: UploadQueue; items: readonly UploadItem[] } {
  const queue = queueOf(knowledge);
  const items = useSyncExternalStore(queue.subscribe, queue.items, () => nothing);
  const refresh = useRefreshKnowledge();
  useEffect(() => {
    queue.onTaken = () => void refresh();
  });
  const sending = totalsOf(items).open > 0;
  useEffect(() => {
    if (!sending) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [sending]);
  return { queue, items };
}
