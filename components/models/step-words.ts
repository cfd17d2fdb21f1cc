import type { PostprocessStep, PreprocessStep } from '#lib/chain/schemas.ts';

export type ChainStep = PreprocessStep | PostprocessStep;

export const stepWords = {
  normalise: 'Clean the text',
  'rewrite-from-history': 'Make follow-ups stand alone',
  'detect-language': 'Detect the language',
  'screen-injection': 'Screen for injection',
  'mask-pii': 'Mask personal data',
  'limit-length': 'Limit the length',
  'banned-topics': 'Decline banned topics',
  custom: 'Custom step',
  'check-citations': 'Check citations',
  'format-citations': 'Format citations',
  'json-schema': 'Require JSON',
} as const satisfies Record<ChainStep['step'], string>;

const citationStyles = {
  markers: 'as markers',
  'source-list': 'as a list of sources',
  none: 'not shown',
} as const;

export const piiWords = {
  email: 'e-mail addresses',
  phone: 'phone numbers',
  iban: 'bank accounts (IBAN)',
  'credit-card': 'card numbers',
  'ip-address': 'IP addresses',
  'national-id': 'national ids',
} as const;

/** The settings that decide what a step does, in a few words. */
export function stepSetting(step: ChainStep): string {
  switch (step.step) {
    case 'normalise':
    case 'check-citations':
      return 'on';
    case 'rewrite-from-history':
      return `from ${step.turns} ${step.turns === 1 ? 'turn' : 'turns'}`;
    case 'detect-language':
      return step.allowed ? `only ${step.allowed.join(', ')}` : 'all allowed';
    case 'screen-injection':
      return `${step.action === 'block' ? 'blocks' : 'flags'} from ${step.threshold}`;
    case 'mask-pii':
      return step.kinds.map((kind) => piiWords[kind]).join(', ');
    case 'limit-length': {
      const limit = `${step.maxChars.toLocaleString('en')} characters`;
      if (!('action' in step)) return `cut at ${limit}`;
      return step.action === 'truncate' ? `cut at ${limit}` : `declines over ${limit}`;
    }
    case 'banned-topics':
      return step.topics.map(({ name }) => name).join(', ');
    case 'custom':
      return `${step.name}, ${step.timeoutMs} ms, ${step.memoryMb} MB`;
    case 'format-citations':
      return citationStyles[step.style];
    case 'json-schema':
      return step.onMismatch === 'fail' ? 'fails on a mismatch' : 'flags a mismatch';
  }
}
