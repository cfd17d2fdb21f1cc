/** Makes sure that one start at a time works on a data folder. */
import { type FolderLock, readHolder, tryLockFolder } from './data-folder.ts';
import { UserError } from './user-error.ts';

const pollMs = 100;
/** A start that is being killed needs a moment to notice. */
const briefMs = 1000;

export interface HeldFolder {
  /** The previous start ended without saying so, and children of it may still be on their way out. */
  afterCrash: boolean;
  markStopping(): void;
  release(): void;
}

/**
 * Takes the folder's lock. While the present holder is stopping, waits for it; `patienceMs` bounds that. Throws `UserError`
 * naming the holder when it is there to stay.
 */
export async function holdDataFolder(folder: string, url: string, patienceMs: number): Promise<HeldFolder> {
  const started = Date.now();
  for (;;) {
    const lock = tryLockFolder(folder);
    if (lock !== null) return hold(lock, folder, url);
    const holder = readHolder(folder);
    const waited = Date.now() - started;
    if (waited > (holder?.stopping ? patienceMs : briefMs)) {
      const who = holder === null ? '' : ` (process ${holder.pid}, ${holder.url})`;
      throw new UserError(
        `Slipway already runs on the data folder ${folder}${who}. Use that one, stop it first, or choose another folder with SLIPWAY_DATA_DIR.`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}

function hold(lock: FolderLock, folder: string, url: string): HeldFolder {
  const afterCrash = readHolder(folder) !== null;
  const holder = { pid: process.pid, url, stopping: false };
  lock.describe(holder);
  return {
    afterCrash,
    markStopping: () => lock.describe({ ...holder, stopping: true }),
    release: () => lock.release(),
  };
}
