/** The columns of an endpoint's rows that monitors watch and formulas know, by name. */
import type { ColumnKind } from './profile-schemas.ts';

export type ColumnUnit =
  | 'characters'
  | 'milliseconds'
  | 'tokens'
  | 'nano-dollars'
  | 'score'
  | 'share'
  | 'count'
  | 'stars';

export interface ColumnDescription {
  label: string;
  kind: ColumnKind;
  /** Of numbers. */
  unit?: ColumnUnit;
  description: string;
  /** How verdicts speak of it; see `ColumnWords`. */
  subject: string;
  more?: string;
  less?: string;
  being?: string;
}

type Words = Pick<ColumnDescription, 'subject' | 'more' | 'less'>;

const number = (label: string, unit: ColumnUnit, words: Words, description: string) =>
  ({ label, kind: 'number', unit, description, ...words }) as const;
const category = (label: string, subject: string, description: string) =>
  ({ label, kind: 'category', subject, description }) as const;
const share = (label: string, being: string, description: string, subject = 'Requests') =>
  ({ label, kind: 'boolean', subject, being, description }) as const;

const questions = (more: string, less: string): Words => ({ subject: 'Questions', more, less });
const answers = (more: string, less: string): Words => ({ subject: 'Answers', more, less });

const catalogue = {
  question_length: number(
    'Question length',
    'characters',
    questions('longer', 'shorter'),
    'Characters of the question.',
  ),
  answer_length: number(
    'Answer length',
    'characters',
    answers('longer', 'shorter'),
    'Characters of the answer.',
  ),
  language: category('Language', 'Languages', 'Language of the question, as ISO 639-1.'),
  topic: category('Topic', 'Topics', 'Group of similar questions, by its terms.'),
  question_meaning: {
    label: 'What questions are about',
    kind: 'text',
    subject: 'Questions',
    description:
      'How far the centre of the questions moved, by the embedding model of the knowledge base, or by their words.',
  },
  injection_score: number(
    'Injection score',
    'score',
    questions('more suspicious', 'less suspicious'),
    'How much the question looks like an attempt to give the model orders, 0–1.',
  ),
  personal_data: number(
    'Personal data',
    'count',
    questions('richer in personal data', 'poorer in personal data'),
    'Pieces of personal data found.',
  ),
  retrieval_score: number(
    'Retrieval score',
    'score',
    { subject: 'Best passages', more: 'better', less: 'worse' },
    'How well the best passage fits the question, 0–1.',
  ),
  passages: number(
    'Passages',
    'count',
    { subject: 'Prompts', more: 'fuller of passages', less: 'emptier of passages' },
    'Passages handed to the model.',
  ),
  declined: share('Declined', 'were declined', 'The documents held no answer.', 'Questions'),
  failed: share('Failed', 'failed', 'Ended in an error.'),
  cached: share('From cache', 'came from the cache', 'Answered by the response cache.', 'Answers'),
  fell_back: share('Fell back', 'a fallback answered', 'Answered by another entity than the intended one.'),
  citation_support: number(
    'Citation support',
    'share',
    answers('better supported', 'less supported'),
    'Share of an answer’s checked sentences that a cited passage supports.',
  ),
  latency: number(
    'Latency',
    'milliseconds',
    answers('slower', 'faster'),
    'From arrival to the end of the answer.',
  ),
  first_token: number(
    'Time to first token',
    'milliseconds',
    { subject: 'First words', more: 'slower', less: 'faster' },
    'How long a reader looks at nothing.',
  ),
  retrieve_time: number(
    'Retrieval time',
    'milliseconds',
    { subject: 'Searches', more: 'slower', less: 'faster' },
    'Searching the knowledge base.',
  ),
  generate_time: number(
    'Generation time',
    'milliseconds',
    { subject: 'Models', more: 'slower', less: 'faster' },
    'Waiting for the model.',
  ),
  input_tokens: number(
    'Tokens in',
    'tokens',
    { subject: 'Prompts', more: 'longer', less: 'shorter' },
    'Input tokens, cached ones too.',
  ),
  output_tokens: number('Tokens out', 'tokens', answers('longer', 'shorter'), 'Tokens of the answer.'),
  cost: number(
    'Cost',
    'nano-dollars',
    { subject: 'Requests', more: 'dearer', less: 'cheaper' },
    'What the request cost.',
  ),
  liked: share(
    'Thumbs up',
    'were rated good',
    'Rated with a thumb; rows without one count as missing.',
    'Answers',
  ),
  stars: number('Stars', 'stars', answers('rated better', 'rated worse'), 'Mean of the stars given, 1 to 5.'),
  status: category('Status', 'Outcomes', 'ok, declined, stopped or error.'),
  error_code: category('Error', 'Errors', 'Code of the error; missing when there was none.'),
  version: category('Version', 'Versions', 'Model and version that answered.'),
  arm: category('Arm', 'Arms', 'Served entity the request was meant for.'),
  source: category('Source', 'Sources', 'Chat or API.'),
} as const satisfies Record<string, ColumnDescription>;

export type ColumnKey = keyof typeof catalogue;
export const columnKeys = Object.keys(catalogue) as [ColumnKey, ...ColumnKey[]];

export const isColumnKey = (key: string): key is ColumnKey => Object.hasOwn(catalogue, key);

export function describeColumn(key: ColumnKey): ColumnDescription {
  return catalogue[key];
}

/** A row formula of the endpoint, watched as a column. */
export const customPrefix = 'custom:';
export const customColumn = (name: string): string => `${customPrefix}${name}`;

/** By what rows can be told apart. */
export const sliceKeys = ['version', 'arm', 'configuration', 'language', 'topic', 'source'] as const;
export type SliceKey = (typeof sliceKeys)[number];

export const sliceLabels: Record<SliceKey, string> = {
  version: 'version',
  arm: 'arm',
  configuration: 'configuration',
  language: 'language',
  topic: 'topic',
  source: 'source',
};

/** What every endpoint's own monitor watches. */
export const defaultColumns: readonly ColumnKey[] = [
  'question_length',
  'answer_length',
  'language',
  'topic',
  'question_meaning',
  'injection_score',
  'personal_data',
  'retrieval_score',
  'passages',
  'declined',
  'failed',
  'citation_support',
  'latency',
  'output_tokens',
  'cost',
  'liked',
];

/** What a column may be called in words: a column of the catalogue, or a formula by its name. */
export function columnLabel(key: string): string {
  return isColumnKey(key) ? catalogue[key].label : key.slice(customPrefix.length);
}
