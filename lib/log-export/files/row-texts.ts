/** Request, response and feedback of a row as JSON text, in the words of the OpenAI API that most readers know. */
import type { Shown } from './shown.ts';

/** Null where no text is shown. */
export function requestText({ row, text }: Shown): string | null {
  if (!text) return null;
  return JSON.stringify({
    model: row.endpoint_name,
    messages: row.input,
    ...(filled(row.inputs) && { inputs: row.inputs }),
    ...(filled(row.request_detail) && (row.request_detail as object)),
  });
}

interface OutputDetail {
  citations?: unknown[];
  toolCalls?: unknown[];
}

/** Null where no text is shown, and for answers that drew on documents which only some may read. */
export function responseText({ row, text, withheld }: Shown): string | null {
  if (!text || withheld || row.status === 'refused') return null;
  const { citations = [], toolCalls = [] } = (row.output_detail ?? {}) as OutputDetail;
  return JSON.stringify({
    id: row.id,
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: row.output,
          ...(toolCalls.length > 0 && { tool_calls: toolCalls }),
        },
      },
    ],
    ...(citations.length > 0 && { citations }),
  });
}

interface Rating {
  thumb: string | null;
  stars: number | null;
  reasons: string[];
  comment: string;
  correction: string;
  at: string;
}

/** Ratings of all who gave one; what they wrote goes with the text. */
export function feedbackText({ row, text }: Shown): string | null {
  const ratings = row.feedback as Rating[] | null;
  if (ratings === null) return null;
  return JSON.stringify(
    ratings.map(({ comment, correction, ...rating }) => (text ? { ...rating, comment, correction } : rating)),
  );
}

function filled(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}
