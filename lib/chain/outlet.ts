/** The way of an answer to its reader: into the trace, to the listener, and through the endpoint's guard when there is one. */
import type { ChainTrace } from './chain-trace.ts';
import type { ChainDependencies, ScreenedText } from './run-contract.ts';
import type { Citation, ToolCall } from './schemas.ts';

export interface Outlet {
  write(piece: { text: string; newCitations: readonly Citation[] }): void;
  call(call: ToolCall): void;
  /** Lets out what the guard held back. */
  end(): void;
  /** Whether the guard ended the answer: nothing more is let out. */
  readonly refused: boolean;
  /** Where an offset into the written text lies in the shown one. */
  place(offset: number): number;
}

export function openOutlet(trace: ChainTrace, { emit, elapsed, guard }: ChainDependencies): Outlet {
  const screen = guard?.openOutput() ?? null;
  let written = '';
  let waiting: { at: number; citation: Citation }[] = [];

  const show = (text: string, citations: Citation[]): void => {
    if (citations.length > 0) {
      trace.citations.push(...citations);
      emit({ type: 'citations', citations });
    }
    if (text === '') return;
    trace.timeToFirstTokenMs ??= elapsed();
    trace.text += text;
    emit({ type: 'delta', text });
  };
  const refuse = (message: string): void => {
    if (trace.refusal !== null) return;
    trace.refusal = message;
    trace.finishReason = 'content-filter';
    const partial = trace.text !== '';
    show(partial ? `\n\n${message}` : message, []);
    emit({ type: 'refusal', message, partial });
  };
  const pass = ({ text, read, refusal }: ScreenedText): void => {
    const ready = waiting.filter(({ at }) => at < read);
    waiting = waiting.filter(({ at }) => at >= read);
    show(
      text,
      ready.map(({ citation }) => citation),
    );
    if (refusal === null) return;
    // Written by the model and paid for, though nobody reads it.
    if (trace.refusal === null) trace.withheld += written.slice(read);
    refuse(refusal);
  };

  return {
    get refused() {
      return trace.refusal !== null;
    },
    write({ text, newCitations }) {
      if (trace.refusal !== null) return;
      if (screen === null) {
        show(text, [...newCitations]);
        return;
      }
      for (const citation of newCitations) {
        const at = Math.max(0, text.indexOf(`[${citation.marker}]`));
        waiting.push({ at: written.length + at, citation });
      }
      written += text;
      pass(screen.push(text));
    },
    call(call) {
      if (trace.refusal !== null) return;
      const screened = guard?.screenCall(call.arguments) ?? { text: call.arguments, refusal: null };
      if (screened.refusal !== null) {
        refuse(screened.refusal);
        return;
      }
      const shown = { ...call, arguments: screened.text };
      trace.timeToFirstTokenMs ??= elapsed();
      trace.toolCalls.push(shown);
      emit({ type: 'tool-call', call: shown });
    },
    end() {
      if (screen !== null && trace.refusal === null) pass(screen.end());
    },
    place: (offset) => screen?.place(offset) ?? offset,
  };
}
