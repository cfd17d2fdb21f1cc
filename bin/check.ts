/**
 * `npm test`: everything that must hold, step by step. `--verify` runs what needs neither a database nor a build.
 * The last line reads `N passed, N failed`; linter, types, boundaries and build count as one check each.
 */
import path from 'node:path';
import { type Outcome, oneCheck, sum, summarize } from './check/outcome.ts';
import { createTools } from './check/tools.ts';
import { buildIfStale, generateClientIfStale } from './supervisor/build.ts';
import { createSteps, seconds } from './supervisor/steps.ts';
import { UserError } from './supervisor/user-error.ts';

const root = path.dirname(import.meta.dirname);
const quick = process.argv.includes('--verify');
const tools = createTools(root);
const silent = { run: <T>(_name: string, work: () => Promise<T>) => work() };
const steps = createSteps(process.stdout);

async function build(): Promise<Outcome> {
  try {
    await buildIfStale(root, silent);
    return oneCheck(true, '');
  } catch (error) {
    if (error instanceof UserError) return oneCheck(false, error.message);
    throw error;
  }
}

async function step(name: string, check: () => Promise<Outcome>): Promise<Outcome> {
  const started = Date.now();
  const outcome = await steps.run(name, check, { silent: true });
  const mark = outcome.failed === 0 ? '✓' : '✗';
  console.log(`${mark} ${name}: ${summarize(outcome)} (${seconds(Date.now() - started)})`);
  if (outcome.failed > 0) console.log(`\n${outcome.output.trim()}\n`);
  return outcome;
}

async function main(): Promise<void> {
  await generateClientIfStale(root, steps);
  const outcomes = await Promise.all([
    step('Linter and format', tools.lint),
    step('Types', tools.types),
    step('Boundaries', tools.boundaries),
    step('Unit tests', tools.unit),
  ]);
  if (!quick) {
    outcomes.push(await step('Build', build));
    outcomes.push(await step('Integration tests', tools.integration));
    outcomes.push(await step('Browser tests', tools.browser));
  }
  const total = sum(outcomes);
  if (total.skipped > 0) console.log(`${total.skipped} skipped; each names its reason.`);
  console.log(`${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed === 0 ? 0 : 1;
}

await main();
