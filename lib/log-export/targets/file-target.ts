/** Where files go. A reader finds a file whole, or as it was before, never half of one. */
export interface FileTarget {
  /** Puts the file of this size at `source` on disk there, under a path of ours. */
  put(path: string, source: { file: string; bytes: number }, signal: AbortSignal): Promise<void>;
  /** The same for a few bytes. */
  putText(path: string, text: string, signal: AbortSignal): Promise<void>;
  /** Nothing happens when there is none. */
  remove(path: string, signal: AbortSignal): Promise<void>;
  /** Lets go of connections. */
  close(): Promise<void>;
}
