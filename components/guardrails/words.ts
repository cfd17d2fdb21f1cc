import type {
  EventAction,
  EventStage,
  Guard,
  GuardAction,
  GuardStage,
  PiiKind,
} from '#lib/guardrails/schemas.ts';

export const stageWords: Record<EventStage, string> = {
  input: 'Question',
  retrieved: 'Retrieved text',
  output: 'Answer',
  ingestion: 'Document',
};

export const stageHints: Record<GuardStage, string> = {
  input: 'What people and programs ask, before any model reads it.',
  retrieved: 'Passages that were found, before the prompt is built. A blocked passage is left out.',
  output: 'What the model writes, while it writes. A block ends the answer.',
};

export const guardWords: Record<Guard, string> = {
  'personal-data': 'Personal data',
  injection: 'Prompt injection',
  banned: 'Banned words',
  length: 'Length',
  language: 'Language',
};

export const actionWords: Record<EventAction, string> = {
  masked: 'Masked',
  flagged: 'Flagged',
  blocked: 'Blocked',
  'left-out': 'Left out',
  quarantined: 'Quarantined',
};

export const kindWords: Record<PiiKind, string> = {
  email: 'E-mail addresses',
  phone: 'Telephone numbers',
  iban: 'Bank accounts (IBAN)',
  'credit-card': 'Payment cards',
  'ip-address': 'IP addresses',
  'national-id': 'National identity numbers',
};

export const guardActions: { value: GuardAction; label: string }[] = [
  { value: 'allow', label: 'Allow' },
  { value: 'flag', label: 'Let pass, and ask a reviewer' },
  { value: 'block', label: 'Block' },
];
