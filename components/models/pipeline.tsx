import {
  BookOpenText,
  Bot,
  ChevronRight,
  CircleQuestionMark,
  ListChecks,
  type LucideIcon,
  MessageSquareQuote,
  ScrollText,
  Split,
  WandSparkles,
} from 'lucide-react';
import type { ExecutableChain } from '#lib/chain/schemas.ts';
import { type PipelineKind, type PipelineStep, pipelineSteps } from './pipeline-steps.ts';

const iconOf: Record<PipelineKind, LucideIcon> = {
  input: CircleQuestionMark,
  'pre-process': WandSparkles,
  retrieve: BookOpenText,
  route: Split,
  prompt: ScrollText,
  model: Bot,
  'post-process': ListChecks,
  output: MessageSquareQuote,
};

/** The chain as a picture: what happens between a question and its answer. Downwards on a phone. */
export function Pipeline({ chain }: { chain: ExecutableChain }) {
  return (
    <ol className="grid gap-y-5 sm:grid-cols-2 sm:gap-x-6 lg:grid-cols-4 2xl:grid-cols-8">
      {pipelineSteps(chain).map((step, index) => (
        <StepCard key={step.kind} step={step} first={index === 0} />
      ))}
    </ol>
  );
}

function StepCard({ step, first }: { step: PipelineStep; first: boolean }) {
  const Icon = iconOf[step.kind];
  return (
    <li className="relative flex min-w-0 flex-col gap-1.5 rounded-md border border-border bg-background px-3 py-2.5">
      {!first && (
        <ChevronRight
          aria-hidden
          className="max-sm:-top-[1.125rem] sm:-left-5 absolute size-4 text-muted-foreground max-sm:left-1/2 max-sm:rotate-90 sm:top-3"
        />
      )}
      <h3 className="flex items-center gap-1.5 font-medium text-sm">
        <Icon aria-hidden className="size-4 shrink-0 text-accent-text" />
        {step.title}
      </h3>
      <dl className="flex flex-col gap-1 text-sm">
        {step.settings.map(({ key, value }) => (
          <div key={`${key} ${value}`} className="flex flex-wrap justify-between gap-x-2">
            <dt className="text-muted-foreground">{key}</dt>
            <dd className="min-w-0 tabular-nums [overflow-wrap:anywhere]">{value}</dd>
          </div>
        ))}
      </dl>
    </li>
  );
}
