'use client';

import { FileUp, FolderUp, Globe, Plus } from 'lucide-react';
import type { RefObject } from 'react';
import { Button } from '#components/ui/button.tsx';
import { DropdownMenu, MenuItem } from '#components/ui/dropdown-menu.tsx';
import { chosenFiles } from './dropped-files.ts';
import type { ChosenFile } from './upload-queue.ts';

interface AddDocumentsMenuProps {
  /** The hidden file input, so that others can open its dialog too. */
  files: RefObject<HTMLInputElement | null>;
  folder: RefObject<HTMLInputElement | null>;
  onFiles: (files: ChosenFile[]) => void;
  onUrls: () => void;
}

export function AddDocumentsMenu({ files, folder, onFiles, onUrls }: AddDocumentsMenuProps) {
  const take = (input: HTMLInputElement) => {
    onFiles(chosenFiles([...(input.files ?? [])]));
    input.value = '';
  };
  return (
    <>
      <DropdownMenu
        trigger={
          <Button variant="primary">
            <Plus aria-hidden />
            Add documents
          </Button>
        }
      >
        <MenuItem icon={<FileUp aria-hidden />} onSelect={() => files.current?.click()}>
          Choose files
        </MenuItem>
        <MenuItem icon={<FolderUp aria-hidden />} onSelect={() => folder.current?.click()}>
          Choose a folder
        </MenuItem>
        <MenuItem icon={<Globe aria-hidden />} onSelect={onUrls}>
          Add web pages
        </MenuItem>
      </DropdownMenu>
      <input
        ref={files}
        type="file"
        multiple
        hidden
        aria-label="Files to add"
        onChange={(event) => take(event.target)}
      />
      <input
        ref={(element) => {
          folder.current = element;
          // React has no name for this attribute.
          element?.setAttribute('webkitdirectory', '');
        }}
        type="file"
        multiple
        hidden
        aria-label="Folder to add"
        onChange={(event) => take(event.target)}
      />
    </>
  );
}
