import { rewriteFromHistory } from './rewrite-question.ts';
import type { ChatTurn, PreprocessStep } from './schemas.ts';

/** Unicode NFC, control characters (but tabs and line ends) removed, outer white space trimmed. */
function normalise(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/(?![\t\n\r])\p{Cc}/gu, '')
    .trim();
}

/** Applies the steps in order to the question. */
export function preprocess(
  steps: readonly PreprocessStep[],
  input: { question: string; history: readonly ChatTurn[] },
): { question: string; rewritten: boolean } {
  let question = input.question;
  let rewritten = false;
  for (const step of steps) {
    switch (step.step) {
      case 'normalise':
        question = normalise(question);
        break;
      case 'rewrite-from-history': {
        const recent = input.history.slice(-2 * step.turns);
        const result = rewriteFromHistory(question, recent);
        question = result.question;
        rewritten ||= result.changed;
        break;
      }
    }
  }
  return { question, rewritten };
}
