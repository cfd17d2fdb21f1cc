'use client';

import { Upload } from 'lucide-react';
import { useEffect, useState } from 'react';
import { toast } from 'sonner';
import { droppedFiles } from './dropped-files.ts';
import type { ChosenFile } from './upload-queue.ts';

/** Takes files dropped anywhere in the window, and says so while they hover over it. */
export function PageDrop({ onFiles }: { onFiles: (files: ChosenFile[]) => void }) {
  const [over, setOver] = useState(false);
  useEffect(() => {
    // Entering a child fires before leaving its parent, so the two are counted.
    let depth = 0;
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const enter = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      depth += 1;
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      depth -= 1;
      if (depth <= 0) setOver(false);
    };
    const allow = (event: DragEvent) => {
      if (hasFiles(event)) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      if (!hasFiles(event) || !event.dataTransfer) return;
      event.preventDefault();
      depth = 0;
      setOver(false);
      droppedFiles(event.dataTransfer).then(onFiles, () =>
        toast.error('The browser could not read what was dropped. Choose the files with the button instead.'),
      );
    };
    window.addEventListener('dragenter', enter);
    window.addEventListener('dragleave', leave);
    window.addEventListener('dragover', allow);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragenter', enter);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('dragover', allow);
      window.removeEventListener('drop', drop);
    };
  }, [onFiles]);
  if (!over) return null;
  return (
    <div className="pointer-events-none fixed inset-2 z-60 flex animate-fade-in flex-col items-center justify-center gap-2 rounded-md border-2 border-accent border-dashed bg-accent-soft/90">
      <Upload aria-hidden strokeWidth={1.5} className="size-10 text-accent-text" />
      <p className="font-semibold text-xl">Drop to add to this knowledge base</p>
      <p className="text-muted-foreground text-base">Files and whole folders, up to 500 MB each file</p>
    </div>
  );
}
