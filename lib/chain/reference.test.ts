import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readChainSource } from './parse-chain.ts';
import {
  documentForms,
  postprocessStepSchema,
  preprocessStepSchema,
  routingConditionSchema,
} from './schemas.ts';

const page = readFileSync(path.join(import.meta.dirname, '../../docs/models-and-versions.md'), 'utf8');
const examples = Array.from(page.matchAll(/^```yaml\n([\s\S]*?)^```$/gmu), ([, yaml = '']) => yaml);

describe('docs/models-and-versions.md', () => {
  test.each(examples)('example %# is a valid document', (yaml) => {
    expect(readChainSource(yaml).problems).toEqual([]);
  });

  test('shows every form, and names every step and condition', () => {
    const forms = examples.map((yaml) => readChainSource(yaml).document?.kind);
    expect(new Set(forms)).toEqual(new Set(documentForms));
    const steps = [...preprocessStepSchema.options, ...postprocessStepSchema.options];
    for (const { shape } of steps) expect(page).toContain(`- \`${shape.step.value}\``);
    for (const condition of Object.keys(routingConditionSchema.shape))
      expect(page).toContain(`\`${condition}\``);
  });
});
