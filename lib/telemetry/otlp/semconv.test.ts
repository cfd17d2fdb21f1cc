import * as incubating from '@opentelemetry/semantic-conventions/incubating';
import { expect, test } from 'vitest';
import { genAi, genAiMetrics } from './semconv.ts';

test.each([...Object.values(genAi), ...Object.values(genAiMetrics)])(
  '%s is a name of the conventions as they are installed',
  (name) => {
    expect(Object.values(incubating)).toContain(name);
  },
);
