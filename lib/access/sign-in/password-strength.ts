/**
 * Refuses passwords that are guessed early: words, names, dates, keyboard walks and those of published breaches, judged
 * offline (zxcvbn, USENIX Security 2016). The dictionaries stay on the server and are loaded on first use.
 */
import { AppError } from '../../platform/errors.ts';

/** 0 to 4; at 3 an attacker with the stolen hash still needs more than 10^8 guesses. */
const leastScore = 3;
/** Judging takes longer with length, and nothing this long is weak by its end. */
const judgedCharacters = 100;

/** Characters that must remain of a password without the person’s own names: a year after a name is no secret. */
const leastUnpersonal = 6;

type Judge = (password: string, context: string[]) => number;

let loading: Promise<Judge> | undefined;

async function load(): Promise<Judge> {
  const [{ zxcvbn, zxcvbnOptions }, common, english] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-en'),
  ]);
  zxcvbnOptions.setOptions({
    dictionary: { ...common.dictionary, ...english.dictionary },
    graphs: common.adjacencyGraphs,
  });
  return (password, context) => zxcvbn(password, context).score;
}

/** Throws `invalid` (reason `unacceptable_password`) naming `field`. */
export async function assertStrong(
  password: string,
  person: { name: string; email: string },
  field = 'newPassword',
): Promise<void> {
  loading ??= load();
  const judge = await loading;
  const context = [...person.name.split(/\s+/), ...person.email.split(/[@.]/), person.email, 'slipway'];
  const words = context.filter((word) => word.length > 2);
  const weak = withoutWords(password, words).length < leastUnpersonal;
  if (!weak && judge(password.slice(0, judgedCharacters), words) >= leastScore) return;
  const message =
    'This password is easy to guess: it is made of common words, names or patterns. Use several unrelated words.';
  throw new AppError('invalid', message, {
    reason: 'unacceptable_password',
    issues: [{ path: field, message }],
  });
}

function withoutWords(password: string, words: readonly string[]): string {
  const longestFirst = words.map((word) => word.toLowerCase()).sort((a, b) => b.length - a.length);
  return longestFirst.reduce((left, word) => left.replaceAll(word, ''), password.toLowerCase());
}
