import type { Citation, ToolCall } from '../../../chain/schemas.ts';
import type { AnswerEvent } from '../../schemas.ts';
import { annotationsOf, callItem, messageIdOf, messageItem, type Said, textPart } from './output-items.ts';

/** Sends one event of OpenAI's list. */
export type SendEvent = (type: string, fields: Record<string, unknown>) => void;

/** Tells an answer's items as they come: a message first, when there is text, then the calls of tools. */
export function outputStream(requestId: string, send: SendEvent) {
  const place = { item_id: messageIdOf(requestId), output_index: 0, content_index: 0 };
  const citations: Citation[] = [];
  let text = '';
  let message: 'none' | 'open' | 'done' = 'none';
  let calls = 0;

  function openMessage(): void {
    message = 'open';
    const item = messageItem(requestId, 'in_progress', null);
    send('response.output_item.added', { output_index: 0, item });
    send('response.content_part.added', { ...place, part: textPart({ text: '', citations: [] }) });
  }

  function closeMessage(said: Said, status: 'completed' | 'incomplete'): void {
    message = 'done';
    for (const [index, annotation] of annotationsOf(said).entries()) {
      send('response.output_text.annotation.added', { ...place, annotation_index: index, annotation });
    }
    send('response.output_text.done', { ...place, text: said.text, logprobs: [] });
    send('response.content_part.done', { ...place, part: textPart(said) });
    send('response.output_item.done', { output_index: 0, item: messageItem(requestId, status, said) });
  }

  function tellCall(call: ToolCall): void {
    if (message === 'open') closeMessage({ text, citations }, 'completed');
    const output_index = calls + (message === 'none' ? 0 : 1);
    const item = callItem(requestId, calls, call, 'completed');
    calls += 1;
    const added = { ...item, status: 'in_progress', arguments: '' };
    send('response.output_item.added', { output_index, item: added });
    const where = { item_id: item.id, output_index };
    send('response.function_call_arguments.delta', { ...where, delta: call.arguments });
    send('response.function_call_arguments.done', { ...where, name: call.name, arguments: call.arguments });
    send('response.output_item.done', { output_index, item });
  }

  return {
    take(event: AnswerEvent): void {
      if (event.type === 'delta') {
        if (message === 'none') openMessage();
        text += event.text;
        send('response.output_text.delta', { ...place, delta: event.text, logprobs: [] });
      }
      if (event.type === 'citations') citations.push(...event.citations);
      if (event.type === 'tool-call') tellCall(event.call);
    },
    /** `said` is what the row keeps: it wins over what was told piece by piece. */
    end(said: Said, status: 'completed' | 'incomplete'): void {
      if (message === 'none' && calls === 0) openMessage();
      if (message === 'open') closeMessage(said, status);
    },
  };
}
