/** What people ask, by what it is about, and how well the documents answer it. */

export interface Topic {
  document: string;
  passage: string;
  questions: readonly string[];
  /** Share of thumbs that are up. */
  liked: number;
  declined: number;
  /** Share of its questions among all. */
  weight: number;
}

export const topics: readonly Topic[] = [
  {
    document: 'knowledge.md',
    passage: 'A snapshot is a numbered state of a knowledge base that never changes; a version can pin one.',
    questions: ['What is a snapshot?', 'Can a version pin a snapshot?', 'Do snapshots ever change?'],
    liked: 0.92,
    declined: 0.01,
    weight: 5,
  },
  {
    document: 'models-and-versions.md',
    passage:
      'An alias names a version; moving the alias changes what serves without a change of the endpoint.',
    questions: ['What is an alias?', 'How do I move an alias?', 'What happens when an alias moves?'],
    liked: 0.88,
    declined: 0.02,
    weight: 4,
  },
  {
    document: 'harbour-crane-manual.pdf',
    passage: 'Lifting stops at a mean wind speed of 12 m/s; at 16 m/s the crane is tied down.',
    questions: [
      'At which mean wind speed must lifting stop?',
      'When is the crane tied down?',
      'How strong may the wind be?',
    ],
    liked: 0.84,
    declined: 0.03,
    weight: 6,
  },
  {
    document: 'harbour-crane-manual.pdf',
    passage: 'Six broken wires within a length of six rope diameters condemn the hoist rope.',
    questions: ['How many broken wires condemn the hoist rope?', 'When do I replace the rope?'],
    liked: 0.62,
    declined: 0.08,
    weight: 3,
  },
  {
    document: 'people-and-access.md',
    passage: 'Invitations are valid for seven days and can be sent again.',
    questions: ['How do I reset the password of a visitor?', 'How do I get a parking permit?'],
    liked: 0.2,
    declined: 0.7,
    weight: 1,
  },
];

export const foreign: readonly string[] = [
  '¿Qué es una instantánea de la base de conocimientos?',
  '¿Cuándo se debe detener la elevación por el viento?',
  '¿Cómo cambio el alias de una versión del modelo?',
];
