import { cn } from './cn.ts';
import { CopyButton } from './copy-button.tsx';

export interface CodeBlockProps {
  code: string;
  /** Names the block: a file, a language, "Request". */
  title?: string;
  wrap?: boolean;
  className?: string;
}

export function CodeBlock({ code, title, wrap = false, className }: CodeBlockProps) {
  return (
    <figure className={cn('overflow-hidden rounded-md border border-border bg-muted', className)}>
      <figcaption className="flex h-9 items-center justify-between border-border border-b pr-1 pl-3 text-muted-foreground text-xs">
        {title ?? 'Code'}
        <CopyButton value={code} label="Copy code" />
      </figcaption>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        className={cn('overflow-x-auto p-3 font-mono text-sm', wrap && 'whitespace-pre-wrap')}
      >
        <code>{code}</code>
      </pre>
    </figure>
  );
}
