const adjectives =
  'amber bold brisk calm clever crisp eager even fair gentle keen lucid mild plain quiet swift'.split(' ');
const nouns =
  'birch cedar crane finch harbor heron island lark maple otter quay reef sail tern tide wren'.split(' ');

/** A name for a run that was given none, e.g. `calm-heron-417`. `random` gives numbers from 0 to below 1. */
export function randomRunName(random: () => number): string {
  const pick = (words: readonly string[]) => words[Math.floor(random() * words.length)] ?? 'run';
  return `${pick(adjectives)}-${pick(nouns)}-${Math.floor(random() * 1000)}`;
}
