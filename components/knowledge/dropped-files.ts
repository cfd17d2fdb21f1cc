import type { ChosenFile } from './upload-queue.ts';

/** Files a system makes by itself and nobody means to add. */
const unwanted = new Set(['.DS_Store', 'Thumbs.db', 'desktop.ini']);

/** The files of a drop, those in folders included, with their paths relative to what was dropped. */
export async function droppedFiles(transfer: DataTransfer): Promise<ChosenFile[]> {
  // The list of items is gone after the first await, so entries and plain files are taken at once.
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry?.() ?? []);
  const plain = [...transfer.files];
  if (entries.length === 0) return chosenFiles(plain);
  const found = await Promise.all(entries.map(filesOf));
  return found.flat().filter(({ file }) => !unwanted.has(file.name));
}

/** Files of an `<input type="file">`, with their paths when a folder was chosen. */
export function chosenFiles(files: readonly File[]): ChosenFile[] {
  return files
    .filter((file) => !unwanted.has(file.name))
    .map((file) => ({ file, name: file.webkitRelativePath || file.name }));
}

async function filesOf(entry: FileSystemEntry): Promise<ChosenFile[]> {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => {
      (entry as FileSystemFileEntry).file(resolve, reject);
    });
    return [{ file, name: entry.fullPath.replace(/^\/+/, '') }];
  }
  const children = await childrenOf(entry as FileSystemDirectoryEntry);
  return (await Promise.all(children.map(filesOf))).flat();
}

/** A reader gives at most a hundred entries at a time. */
async function childrenOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return all;
    all.push(...some);
  }
}
