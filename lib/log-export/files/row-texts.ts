/** Request, response and feedback of a row as JSON text, in the words of the OpenAI API that most readers know. */
import { z } from 'zod';
import type { Shown } from './shown.ts';

/** Null where no text is shown. Put together from JSON that is text already: parsing it only to write it again is slow. */
export function requestText({ row, text, withheld }: Shown): string | null {
  if (!text) return null;
  const messages = withheld ? withoutAnswers(row.input) : row.input;
  const inputs = row.inputs === null ? '' : `,"inputs":${row.inputs}`;
  const detail = row.request_detail === null ? '' : `,${row.request_detail.slice(1, -1)}`;
  return `{"model":${JSON.stringify(row.endpoint_name)},"messages":${messages}${inputs}${detail}}`;
}

const turnsSchema = z.array(z.looseObject({ role: z.string() }));

/** Earlier answers of a conversation may repeat the document as well as the last one does. */
function withoutAnswers(input: string): string {
  const turns = turnsSchema.safeParse(JSON.parse(input));
  const kept = (turns.data ?? []).filter(({ role }) => role === 'user' || role === 'system');
  return JSON.stringify(kept);
}

/** Null where no text is shown, and for answers that drew on documents which only some may read. */
export function responseText({ row, text, withheld }: Shown): string | null {
  if (!text || withheld || row.status === 'refused') return null;
  const calls = row.tool_calls === null ? '' : `,"tool_calls":${row.tool_calls}`;
  const message = `{"role":"assistant","content":${JSON.stringify(row.output)}${calls}}`;
  const citations = row.citations === null ? '' : `,"citations":${row.citations}`;
  return `{"id":"${row.id}","choices":[{"index":0,"message":${message}}]${citations}}`;
}

interface Rating {
  thumb: string | null;
  stars: number | null;
  reasons: string[];
  comment: string;
  correction: string;
  at: string;
}

/** Ratings of all who gave one; what they wrote goes with the text, and a corrected answer with the answer. */
export function feedbackText({ row, text, withheld }: Shown): string | null {
  const ratings = row.feedback as Rating[] | null;
  if (ratings === null) return null;
  return JSON.stringify(
    ratings.map(({ comment, correction, ...rating }) =>
      text ? { ...rating, comment, ...(!withheld && { correction }) } : rating,
    ),
  );
}
