/** What trying something came to. */
export interface Tried {
  passed: boolean;
  /** What held or did not, in words that anybody who may see the check may read. */
  message: string;
  /** Of a synthetic question: its row in the inference log. */
  requestId?: string;
  /** When waiting for something else is no part of what is measured. Milliseconds. */
  latencyMs?: number;
}

export const passed = (message: string): Tried => ({ passed: true, message });
export const failed = (message: string): Tried => ({ passed: false, message });
