import { Tooltip } from '#components/ui/tooltip.tsx';
import type { Inference } from '#lib/inference/schemas.ts';

const supportClass = {
  supported: '',
  'partly-supported': 'underline decoration-warn decoration-dotted decoration-2 underline-offset-4',
  unsupported: 'underline decoration-bad decoration-wavy underline-offset-4',
} as const;

const supportText = {
  supported: 'Supported',
  'partly-supported': 'Partly supported by what it cites',
  unsupported: 'Not supported by what it cites',
} as const;

interface Piece {
  start: number;
  text: string;
  check: Inference['checks'][number] | null;
}

function piecesOf({ output, checks }: Inference): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const check of checks) {
    if (check.start > at) pieces.push({ start: at, text: output.slice(at, check.start), check: null });
    pieces.push({ start: check.start, text: output.slice(check.start, check.end), check });
    at = check.end;
  }
  if (at < output.length) pieces.push({ start: at, text: output.slice(at), check: null });
  return pieces;
}

/** The answer as it was sent, with the verdict on each sentence that its citations do not carry. */
export function AnswerText({ inference }: { inference: Inference }) {
  if (inference.output === '') {
    const nothing = inference.toolCalls.length > 0 ? 'No text, only calls of tools.' : 'Nothing was sent.';
    return <p className="text-base text-muted-foreground">{nothing}</p>;
  }
  return (
    <p className="max-w-prose whitespace-pre-wrap text-base leading-6 [overflow-wrap:anywhere]">
      {piecesOf(inference).map(({ start, text, check }) =>
        check === null || check.support === 'supported' ? (
          <span key={start}>{text}</span>
        ) : (
          <Tooltip
            key={start}
            content={`${supportText[check.support]} (${Math.round(check.coverage * 100)} % of its words found)`}
          >
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the tooltip must be reachable by keyboard. */}
            <span tabIndex={0} className={supportClass[check.support]}>
              {text}
            </span>
          </Tooltip>
        ),
      )}
    </p>
  );
}
