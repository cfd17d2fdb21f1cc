'use client';

import 'katex/dist/katex.min.css';
import { code } from '@streamdown/code';
import { math } from '@streamdown/math';
import type { ReactNode } from 'react';
import { type Components, defaultRehypePlugins, Streamdown, type StreamdownProps } from 'streamdown';
import type { SentenceCheck } from '#lib/chain/schemas.ts';
import { annotateAnswer } from './annotate-answer.ts';
import { CitationChip } from './citation-chip.tsx';
import { withVerdictSigns } from './markers.ts';
import { DoubtfulText, VerdictMark } from './verdict-mark.tsx';

interface AnswerTextProps {
  text: string;
  streaming: boolean;
  checks: readonly SentenceCheck[];
}

/** An answer's Markdown: code, tables, math, citation chips. No raw HTML, no pictures from elsewhere. */
export function AnswerText({ text, streaming, checks }: AnswerTextProps) {
  return (
    <Streamdown
      mode={streaming ? 'streaming' : 'static'}
      dir="auto"
      className="answer-text"
      plugins={plugins}
      components={components}
      rehypePlugins={rehypePlugins}
      controls={controls}
      lineNumbers={false}
      remend={remend}
      shikiTheme={themes}
    >
      {streaming ? text : withVerdictSigns(text, checks)}
    </Streamdown>
  );
}

const plugins: StreamdownProps['plugins'] = { code, math };
const themes: StreamdownProps['shikiTheme'] = ['github-light', 'github-dark'];
/** A lone "[1" at the end of what has arrived is a citation to come, not a link. */
const remend: StreamdownProps['remend'] = { links: false, images: false };
const controls: StreamdownProps['controls'] = {
  code: { copy: true, download: false },
  table: false,
  mermaid: false,
};

/** Without `raw`, HTML in an answer is shown as the text it is. */
const rehypePlugins: StreamdownProps['rehypePlugins'] = [
  ...Object.entries(defaultRehypePlugins).flatMap(([name, plugin]) => (name === 'raw' ? [] : [plugin])),
  annotateAnswer,
];

/** Streamdown hands over whatever the element carries; the names are what is read of it. */
type ElementProps =
  | { href?: unknown; src?: unknown; alt?: unknown; children?: unknown }
  | Record<string, unknown>;

const components: Components = {
  a: ({ href, children }: ElementProps) => <SafeLink href={textOf(href)}>{children as ReactNode}</SafeLink>,
  img: ({ src, alt }: ElementProps) => (
    <SafeLink href={textOf(src)}>Picture: {textOf(alt) ?? 'without description'}</SafeLink>
  ),
  table: ({ children }: ElementProps) => (
    <div className="overflow-x-auto rounded-md border border-border">
      <table className="w-full text-base">{children as ReactNode}</table>
    </div>
  ),
  'citation-marker': (props: Record<string, unknown>) => (
    <CitationChip marker={Number(props['data-marker'])} />
  ),
  'doubtful-text': (props: Record<string, unknown>) => (
    <DoubtfulText check={Number(props['data-check'])}>{props.children as ReactNode}</DoubtfulText>
  ),
  'verdict-mark': (props: Record<string, unknown>) => <VerdictMark check={Number(props['data-check'])} />,
};

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Opens only when clicked, in a tab of its own, and says where it leads. */
function SafeLink({ href, children }: { href: string | undefined; children: ReactNode }) {
  const host = hostOf(href);
  if (host === null) return <span>{children}</span>;
  return (
    <a
      href={href}
      target="_blank"
      rel="noopener noreferrer nofollow"
      className="group rounded-sm text-accent-text"
    >
      <span className="underline underline-offset-4">{children}</span>
      <span className="ml-1 text-muted-foreground text-xs">({host})</span>
    </a>
  );
}

function hostOf(href: string | undefined): string | null {
  if (href === undefined || !URL.canParse(href)) return null;
  const url = new URL(href);
  if (url.protocol === 'mailto:') return 'e-mail';
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.host : null;
}
