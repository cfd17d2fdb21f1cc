/** The screens as a server renders them from what the queries know: every part must come out of real documents. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { NuqsTestingAdapter } from 'nuqs/adapters/testing';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test, vi } from 'vitest';
import { stringify } from 'yaml';
import { TooltipProvider } from '#components/ui/tooltip.tsx';
import { documentForms, executableChainSchema, versionDocumentSchema } from '#lib/chain/schemas.ts';
import { queryKeys } from '#lib/client/query-keys.ts';
import { meWith } from '#lib/client/test-me.ts';
import type { PromotionPreview } from '#lib/promotion/schemas.ts';
import type { ModelVersion } from '#lib/registry/schemas.ts';
import { ComparePage } from './compare/compare-page.tsx';
import { ModelPage } from './model-page.tsx';
import { ModelsPage } from './models-page.tsx';
import { PromotePage } from './promote/promote-page.tsx';
import { convertForm } from './register/chain-document.ts';
import { RegisterForm } from './register/register-form.tsx';
import { anEndpoint } from './test-endpoint.ts';
import { aModel, aVersion } from './test-model.ts';
import { VersionPage } from './version-page.tsx';

vi.mock('next/navigation', () => ({ useRouter: () => ({ push: () => undefined }) }));

const document = versionDocumentSchema.parse({
  input: {
    variables: { team: { type: 'string', enum: ['sales', 'support'] } },
    example: { question: 'Who?', inputs: { team: 'sales' } },
  },
  preprocess: [{ step: 'screen-injection' }, { step: 'custom', name: 'shout', code: 'export default 1' }],
  retrieval: { knowledge: 'guide' },
  routing: [{ name: 'long', when: { minQuestionChars: 400 }, model: { provider: 'openai', name: 'large' } }],
  prompt: { system: 'Help {{team}}.' },
  model: { provider: 'openai', name: 'small' },
  postprocess: [{ step: 'mask-pii' }],
});
const { kind: form, ...stages } = document;
const chain = executableChainSchema.parse({ ...stages, form });
const summaries = [
  aVersion(1, { stage: 'production', aliases: ['champion'] }),
  aVersion(2, { stage: 'staging', description: 'Shorter answers', tags: { team: 'support' } }),
  aVersion(3, { deletedAt: '2026-11-20T10:00:00.000Z' }),
];
const model = {
  ...aModel(summaries),
  endpoints: ['support'],
  stageMoves: [
    {
      version: 2,
      fromStage: 'development',
      toStage: 'staging',
      reason: 'Ready.',
      ticket: 'CHG-7',
      actor: 'ada',
      at: '2026-11-20T11:00:00.000Z',
    } as const,
  ],
};

function versionOf(number: number): ModelVersion {
  const summary = summaries.find((one) => one.number === number) ?? aVersion(number);
  return {
    ...summary,
    model: 'faq',
    document,
    chain,
    yaml: stringify(document),
    lineage: {
      source: { kind: 'version', model: 'faq', version: 1 },
      knowledge: { name: 'guide', snapshot: 4 },
      slipwayVersion: '1.0.0',
      dependencies: { node: '24.1.0' },
    },
    dryRun: { status: 'passed', question: 'What?', answer: 'This.', message: '', totalMs: 12 },
  };
}

const difference = {
  part: 'retrieval',
  path: 'retrieval.k',
  kind: 'changed',
  summary: 'Retrieves 4 passages instead of 8',
  before: '8',
  after: '4',
} as const;
const preview: PromotionPreview = {
  model: 'faq',
  version: aVersion(2, { stage: 'staging' }),
  to: 'production',
  checks: [{ id: 'quality', title: 'Quality', status: 'failed', detail: 'Too slow.' }],
  current: aVersion(1),
  differences: [difference],
  followers: [
    {
      endpoint: 'support',
      environment: 'production',
      entity: 'main',
      trafficPercentage: 90,
      via: { by: 'stage', stage: 'production' },
      versionNow: 1,
    },
  ],
  aliases: [{ alias: 'champion', version: 1 }],
  wouldArchive: [1],
};

function render(screen: ReactNode, search = ''): string {
  const client = new QueryClient();
  client.setQueryData(queryKeys.me.all, meWith('models.read', 'models.write', 'models.promote'));
  client.setQueryData(queryKeys.models.list(), { items: [model] });
  client.setQueryData(queryKeys.models.item('faq'), model);
  for (const { number } of summaries) {
    client.setQueryData(queryKeys.models.item('faq', 'version', number), versionOf(number));
  }
  client.setQueryData(queryKeys.models.item('faq', 'compare', 1, 2), {
    from: versionOf(1),
    to: versionOf(2),
    differences: [difference],
  });
  client.setQueryData(queryKeys.promotions.item('faq', 2, 'production'), preview);
  const target = { by: 'stage', model: 'faq', stage: 'staging' } as const;
  client.setQueryData(queryKeys.endpoints.list(), {
    items: [anEndpoint('support', [{ target, resolvedVersion: 2 }])],
  });
  return renderToStaticMarkup(
    <QueryClientProvider client={client}>
      <NuqsTestingAdapter searchParams={search}>
        <TooltipProvider>{screen}</TooltipProvider>
      </NuqsTestingAdapter>
    </QueryClientProvider>,
  );
}

function expectTexts(html: string, texts: readonly string[]): void {
  const text = html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');
  for (const wanted of texts) expect(text).toContain(wanted);
}

test('the list says what is where', () => {
  expectTexts(render(<ModelsPage />), ['faq', 'production v1', 'staging v2', 'champion', 'support']);
});

test('the model page lists versions without deleted ones, and its history names ticket and reason', () => {
  const html = render(<ModelPage name="faq" />);
  expectTexts(html, ['Version 2', 'Shorter answers', 'team=support', 'Show 1 deleted version', 'Move…']);
  expect(html).not.toContain('Version 3');
  expectTexts(render(<ModelPage name="faq" />, 'deleted=true'), ['Version 3', 'Restore']);
  expectTexts(render(<ModelPage name="faq" />, 'tab=history'), [
    'CHG-7',
    'Ready.',
    'from development to staging',
  ]);
});

test('the version page says what it is, where it serves and what it came from', () => {
  expectTexts(render(<VersionPage name="faq" number={2} />), [
    'Screen for injection flags from 0.5',
    'shout, 100 ms, 16 MB',
    'question at least 400 characters',
    'one of sales, support',
    'Help {{team}}.',
    '100 % of its traffic, through /staging',
    'version 1 compare',
    '4 of guide',
    'passed in 12 ms',
    'Promote to production',
  ]);
  expectTexts(render(<VersionPage name="faq" number={3} />), ['deleted', 'Restore version 3']);
  expectTexts(render(<VersionPage name="faq" number={2} />, 'tab=try'), ['team', 'Ask version 2']);
});

test('the comparison has differences first, and clear states without', () => {
  const compare = (search: string) => render(<ComparePage name="faq" />, search);
  expectTexts(compare('from=1&to=2'), ['1 difference', difference.summary, 'Ask both']);
  expectTexts(compare('from=1&to=1'), ['Version 1 is compared with itself']);
});

test('a failed check forbids the promotion', () => {
  const html = render(<PromotePage name="faq" number={2} />, 'to=production');
  expectTexts(html, [
    'failed Quality Too slow.',
    difference.summary,
    'main 90 % — version 1 → 2 through /production',
    '@champion, at version 1 now',
    'Archive version 1',
  ]);
  expect(html).toMatch(/<button type="submit"[^>]*disabled=""/);
});

test.each(documentForms)('the register form shows a %s', (kind) => {
  const options = { knowledge: [], providers: [], error: null };
  const initial = convertForm(stringify(document), kind);
  const html = render(<RegisterForm model={model} initial={initial} from={2} options={options} />);
  expectTexts(html, ['Register version 4 of faq', 'Packaging form', '{{team}}', 'Example of team']);
  const parts = ['1. Screen for injection', '1. long', 'System prompt', 'Passages (k)'];
  const shown = parts.map((part) => html.includes(part));
  expect(shown).toEqual([
    kind === 'chain',
    kind === 'chain',
    kind === 'chain' || kind === 'prompt',
    kind === 'chain',
  ]);
});
