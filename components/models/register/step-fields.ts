/** The settings of every step, as the form shows them. */
import { type ChainStep, piiWords } from '../step-words.ts';

export interface StepField {
  /** Member of the step. */
  key: string;
  label: string;
  hint?: string;
  control:
    | { kind: 'number'; min?: number; max?: number; step?: number }
    /** `rows` above 1 is a text area; `mono` for code. */
    | { kind: 'text'; rows?: number; mono?: boolean }
    /** Words separated by commas. */
    | { kind: 'words' }
    | { kind: 'choice'; options: readonly { value: string; label: string }[] }
    /** Several of them; at least one. */
    | { kind: 'several'; options: readonly { value: string; label: string }[] }
    | { kind: 'json' }
    | { kind: 'topics' };
  /** Shown while the document says nothing. */
  otherwise?: string | number | readonly string[];
}

type StepName = ChainStep['step'];

const message: StepField = {
  key: 'message',
  label: 'Message',
  hint: 'What the person reads. Empty uses the built-in words.',
  control: { kind: 'text' },
};
const piiOptions = Object.entries(piiWords).map(([value, label]) => ({ value, label }));

const customHint =
  'An ES module whose default export is a function, run in a sandbox without network, files or clock. Before the answer it gets {question, history, inputs, language} and may return {question}; after it, {text, citations, question}, returning {text}. Either may return {decline: "message"} and {facts: {…}} for the trace.';

const fields: Record<StepName, readonly StepField[]> = {
  normalise: [],
  'check-citations': [],
  'rewrite-from-history': [
    {
      key: 'turns',
      label: 'Earlier turns',
      control: { kind: 'number', min: 1, max: 20 },
      otherwise: 6,
    },
  ],
  'detect-language': [
    {
      key: 'allowed',
      label: 'Allowed languages',
      hint: 'Codes like en, de, separated by commas. Empty allows all.',
      control: { kind: 'words' },
    },
    message,
  ],
  'screen-injection': [
    {
      key: 'action',
      label: 'When found',
      control: {
        kind: 'choice',
        options: [
          { value: 'flag', label: 'Note it in the trace' },
          { value: 'block', label: 'Decline to answer' },
        ],
      },
      otherwise: 'flag',
    },
    {
      key: 'threshold',
      label: 'From a score of',
      control: { kind: 'number', min: 0, max: 1, step: 0.05 },
      otherwise: 0.5,
    },
    message,
  ],
  'mask-pii': [
    {
      key: 'kinds',
      label: 'What is masked',
      control: { kind: 'several', options: piiOptions },
      otherwise: Object.keys(piiWords),
    },
  ],
  'limit-length': [
    { key: 'maxChars', label: 'Characters', control: { kind: 'number', min: 1, max: 100_000 } },
  ],
  'banned-topics': [{ key: 'topics', label: 'Topics', control: { kind: 'topics' } }, message],
  custom: [
    { key: 'name', label: 'Name', hint: 'Shown in the trace.', control: { kind: 'text' } },
    { key: 'code', label: 'Code', hint: customHint, control: { kind: 'text', rows: 10, mono: true } },
    {
      key: 'timeoutMs',
      label: 'Time limit, ms',
      control: { kind: 'number', min: 1, max: 2000 },
      otherwise: 100,
    },
    {
      key: 'memoryMb',
      label: 'Memory limit, MB',
      control: { kind: 'number', min: 1, max: 64 },
      otherwise: 16,
    },
  ],
  'format-citations': [
    {
      key: 'style',
      label: 'Citations stand',
      control: {
        kind: 'choice',
        options: [
          { value: 'markers', label: 'As [1] in the text' },
          { value: 'source-list', label: 'As a list of sources below' },
          { value: 'none', label: 'Nowhere' },
        ],
      },
    },
  ],
  'json-schema': [
    {
      key: 'schema',
      label: 'JSON Schema',
      hint: 'Of 2020-12. The answer must be JSON that fits it.',
      control: { kind: 'json' },
    },
    {
      key: 'onMismatch',
      label: 'When it does not fit',
      control: {
        kind: 'choice',
        options: [
          { value: 'fail', label: 'The request fails' },
          { value: 'flag', label: 'Note it in the trace' },
        ],
      },
      otherwise: 'fail',
    },
  ],
};

const lengthAction: StepField = {
  key: 'action',
  label: 'When too long',
  control: {
    kind: 'choice',
    options: [
      { value: 'decline', label: 'Decline to answer' },
      { value: 'truncate', label: 'Cut the question' },
    ],
  },
  otherwise: 'decline',
};

export type StepList = 'preprocess' | 'postprocess';

/** The steps a list may hold, in the order in which they are offered. */
export const offeredSteps = {
  preprocess: [
    'normalise',
    'rewrite-from-history',
    'detect-language',
    'screen-injection',
    'mask-pii',
    'limit-length',
    'banned-topics',
    'custom',
  ],
  postprocess: [
    'check-citations',
    'format-citations',
    'json-schema',
    'mask-pii',
    'limit-length',
    'banned-topics',
    'custom',
  ],
} as const satisfies Record<StepList, readonly StepName[]>;

/** The settings of a step; null for one this form does not know. */
export function fieldsOf(list: StepList, step: string): readonly StepField[] | null {
  if (!isOffered(list, step)) return null;
  if (step === 'limit-length' && list === 'preprocess') return [...fields[step], lengthAction, message];
  return fields[step];
}

function isOffered(list: StepList, step: string): step is StepName {
  return (offeredSteps[list] as readonly string[]).includes(step);
}

const customCode: Record<StepList, string> = {
  preprocess: 'export default ({ question }) => ({ question: question.trim() });\n',
  postprocess: 'export default ({ text }) => ({ text: text.trim() });\n',
};

/** A step just added: valid, with as little said as possible. */
export function newStep(list: StepList, step: StepName): Record<string, unknown> {
  switch (step) {
    case 'limit-length':
      return { step, maxChars: 4000 };
    case 'banned-topics':
      return { step, topics: [newTopic] };
    case 'custom':
      return { step, name: 'my step', code: customCode[list] };
    case 'format-citations':
      return { step, style: 'source-list' };
    case 'json-schema':
      return { step, schema: { type: 'object' } };
    default:
      return { step };
  }
}

export const newTopic = { name: 'Legal advice', words: ['lawsuit'] };
