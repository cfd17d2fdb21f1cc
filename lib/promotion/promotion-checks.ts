/** What is looked at before a version is promoted. Nothing here changes anything. */
import { type ReferenceFindings, referenceFindings } from '../registry/index.ts';
import type { DryRun } from '../registry/schemas.ts';
import { dryRunChain } from '../serving/index.ts';
import type { Environment } from '../serving/schemas.ts';
import { type Measured, measure, measuredDays } from './measure.ts';
import type { PromotionState } from './promotion-state.ts';
import { qualityCheck } from './quality-check.ts';
import type { PromotionCheck } from './schemas.ts';

/** The dry run bounds each of its parts; this bounds the whole. */
const dryRunLimitMs = 45_000;

export async function promotionChecks(state: PromotionState, differences: number): Promise<PromotionCheck[]> {
  const before: Environment = state.to === 'production' ? 'staging' : 'development';
  const { model, version } = state;
  const [findings, dryRun, measured, current] = await Promise.all([
    referenceFindings(version.document),
    boundedDryRun(version.chain),
    measure(model.name, version.number, before),
    measureCurrent(state, before),
  ]);
  return [
    referencesCheck(findings),
    snapshotCheck(state, findings),
    dryRunCheck(dryRun),
    previousCheck(measured),
    qualityCheck(measured, current),
    differenceCheck(state, differences),
  ];
}

const snapshotPath = 'retrieval.snapshot';

function referencesCheck({ problems, notices }: ReferenceFindings): PromotionCheck {
  const check = { id: 'references' as const, title: 'Everything it names exists' };
  const missing = problems.filter(({ path }) => path !== snapshotPath).map(({ message }) => message);
  if (missing.length > 0) return { ...check, status: 'failed', detail: missing.join(' ') };
  if (notices.length > 0) return { ...check, status: 'warning', detail: notices.join(' ') };
  return { ...check, status: 'passed', detail: 'Its knowledge base and its providers exist.' };
}

function snapshotCheck({ version }: PromotionState, { problems }: ReferenceFindings): PromotionCheck {
  const check = { id: 'snapshot' as const, title: 'Its documents are there' };
  const missing = problems.find(({ path }) => path === snapshotPath);
  if (missing !== undefined) return { ...check, status: 'failed', detail: missing.message };
  const { retrieval } = version.chain;
  if (retrieval === null) return { ...check, status: 'passed', detail: 'It retrieves nothing.' };
  const detail =
    retrieval.snapshot === 'latest'
      ? `It follows the latest snapshot of "${retrieval.knowledge}".`
      : `It pins snapshot ${retrieval.snapshot} of "${retrieval.knowledge}".`;
  return { ...check, status: 'passed', detail };
}

async function boundedDryRun(chain: PromotionState['version']['chain']): Promise<DryRun> {
  const message = `It did not answer in ${dryRunLimitMs / 1000} seconds.`;
  const late = { status: 'failed', question: '', answer: '', message, totalMs: dryRunLimitMs } as const;
  const { promise, resolve } = Promise.withResolvers<DryRun>();
  const timer = setTimeout(() => resolve(late), dryRunLimitMs);
  try {
    return await Promise.race([dryRunChain(chain), promise]);
  } finally {
    clearTimeout(timer);
  }
}

function dryRunCheck({ status, message, totalMs }: DryRun): PromotionCheck {
  const check = { id: 'dry-run' as const, title: 'It answers' };
  if (status === 'failed') return { ...check, status, detail: message };
  if (status === 'skipped') return { ...check, status: 'warning', detail: `Not tried: ${message}` };
  return { ...check, status, detail: `It answered a question in ${Math.round(totalMs)} ms.` };
}

function previousCheck({ environment, answered }: Measured): PromotionCheck {
  const check = { id: 'previous-environment' as const, title: `It has answered in ${environment}` };
  if (answered > 0) {
    const requests = `${answered.toLocaleString('en')} ${answered === 1 ? 'request' : 'requests'}`;
    return { ...check, status: 'passed', detail: `${requests} in the last ${measuredDays} days.` };
  }
  return {
    ...check,
    status: 'warning',
    detail: `No endpoint in ${environment} was answered by it in the last ${measuredDays} days. Consider to try it there first.`,
  };
}

async function measureCurrent(state: PromotionState, before: Environment) {
  const { model, current, to, version } = state;
  if (current === null || current.number === version.number) return null;
  const there = await measure(model.name, current.number, before);
  const measured = there.errors === null ? await measure(model.name, current.number, to) : there;
  return { ...measured, version: current.number };
}

function differenceCheck({ version, current, to }: PromotionState, differences: number): PromotionCheck {
  const check = { id: 'difference' as const, title: 'It changes something' };
  if (current === null) return { ...check, status: 'passed', detail: `The stage "${to}" is empty.` };
  if (current.number === version.number) {
    return { ...check, status: 'warning', detail: `It is what the stage "${to}" means already.` };
  }
  if (current.chainHash === version.chainHash) {
    return {
      ...check,
      status: 'warning',
      detail: `Its document is the same as version ${current.number}'s.`,
    };
  }
  const count = `${differences} ${differences === 1 ? 'difference' : 'differences'}`;
  return { ...check, status: 'passed', detail: `${count} from version ${current.number}.` };
}
