import type { ParsedDocument } from '../schemas.ts';
import type { ParseErrorCode } from './errors.ts';
import type { ParseProgress } from './format-contract.ts';

/** What the pool asks of a parser process. */
export interface ParseTask {
  path: string;
  name: string;
  declaredMediaType: string | undefined;
}

/** Errors lose their class between processes, so a failure is a value. */
export type ParseOutcome =
  | { ok: true; document: ParsedDocument }
  | { ok: false; code: ParseErrorCode; message: string };

export type ParseReply =
  | { kind: 'progress'; progress: ParseProgress }
  | { kind: 'outcome'; outcome: ParseOutcome };
