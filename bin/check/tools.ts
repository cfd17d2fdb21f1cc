/** The tools behind `npm test`, each run to an outcome. */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { withoutCompilerWarning } from './compiler-warning.ts';
import { type Outcome, oneCheck, withExitCode } from './outcome.ts';

interface Finished {
  succeeded: boolean;
  output: string;
}

/** Runs a package's command with this Node. The output is kept, not shown. */
function run(root: string, args: readonly string[], env: Record<string, string> = {}): Promise<Finished> {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' }), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ succeeded: code === 0, output }));
  });
}

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
});

const playwrightReport = z.object({
  stats: z.object({
    expected: z.number(),
    unexpected: z.number(),
    flaky: z.number(),
    skipped: z.number(),
  }),
});

function readReport<T extends z.ZodType>(file: string, shape: T): z.output<T> | null {
  try {
    return shape.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

export function createTools(root: string) {
  const bin = (file: string) => path.join(root, 'node_modules', file);
  const reports = path.join(root, 'node_modules/.cache/slipway-check');
  mkdirSync(reports, { recursive: true });

  const yesOrNo = async (args: readonly string[]): Promise<Outcome> => {
    const { succeeded, output } = await run(root, args);
    return oneCheck(succeeded, output);
  };

  /** `projects` may hold a star, which stands for any letters. */
  const vitest = async (name: string, projects: string): Promise<Outcome> => {
    const report = path.join(reports, `${name}.json`);
    rmSync(report, { force: true });
    const { succeeded, output } = await run(root, [
      bin('vitest/vitest.mjs'),
      'run',
      '--project',
      projects,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ]);
    const found = readReport(report, vitestReport);
    const outcome = {
      passed: found?.numPassedTests ?? 0,
      failed: found?.numFailedTests ?? 0,
      skipped: found?.numPendingTests ?? 0,
      output,
    };
    return withExitCode(outcome, succeeded);
  };

  return {
    lint: () => yesOrNo([bin('@biomejs/biome/bin/biome'), 'check', '.']),
    types: async () => {
      // Writes the types of routes and of imported styles, which a fresh clone lacks.
      const generated = await run(root, [bin('next/dist/bin/next'), 'typegen']);
      if (!generated.succeeded) return oneCheck(false, generated.output);
      return yesOrNo([bin('typescript/bin/tsc'), '--noEmit']);
    },
    boundaries: async () => {
      const { succeeded, output } = await run(root, [
        bin('dependency-cruiser/bin/dependency-cruiser.mjs'),
        '--config',
        '.dependency-cruiser.cjs',
        ...['app', 'components', 'lib', 'bin', 'e2e', 'bench'],
      ]);
      return oneCheck(succeeded, withoutCompilerWarning(output));
    },
    unit: () => vitest('unit', 'unit*'),
    integration: () => vitest('integration', 'integration'),
    browser: async (): Promise<Outcome> => {
      const report = path.join(reports, 'browser.json');
      rmSync(report, { force: true });
      const { succeeded, output } = await run(
        root,
        [
          bin('@playwright/test/cli.js'),
          'test',
          '--config',
          'e2e/playwright.config.ts',
          '--reporter=line,json',
        ],
        { PLAYWRIGHT_JSON_OUTPUT_FILE: report },
      );
      const stats = readReport(report, playwrightReport)?.stats;
      const outcome = {
        passed: (stats?.expected ?? 0) + (stats?.flaky ?? 0),
        failed: stats?.unexpected ?? 0,
        skipped: stats?.skipped ?? 0,
        output,
      };
      return withExitCode(outcome, succeeded);
    },
  };
}
