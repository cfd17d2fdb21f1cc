/** Base form first; stemmers cannot undo vowel changes. */
const irregular = `be been being|become became|begin began begun|bring brought|build built|buy bought|catch caught|
choose chose chosen|come came|draw drew drawn|drink drank drunk|drive drove driven|eat ate eaten|fall fell fallen|
feel felt|fight fought|find found|fly flew flown|forbid forbade forbidden|forget forgot forgotten|freeze froze frozen|
get got gotten|give gave given|go went gone|grow grew grown|hear heard|hide hid hidden|hold held|keep kept|
know knew known|lay laid|lead led|leave left|lend lent|lose lost|make made|mean meant|meet met|pay paid|
ride rode ridden|ring rang rung|rise rose risen|run ran|say said|see saw seen|sell sold|send sent|shake shook shaken|
shoot shot|show shown|shrink shrank shrunk|sing sang sung|sink sank sunk|sit sat|sleep slept|speak spoke spoken|
spend spent|spring sprang sprung|stand stood|steal stole stolen|stick stuck|strike struck|swear swore sworn|
swim swam swum|take took taken|teach taught|tear tore torn|tell told|think thought|throw threw thrown|
understand understood|wear wore worn|win won|write wrote written|child children|foot feet|man men|mouse mice|
person people|tooth teeth|woman women|bear born borne|blow blew blown|bind bound|bleed bled|breed bred|deal dealt|
feed fed|flee fled|hang hung|seek sought|shine shone|slide slid|spin spun|sweep swept|withdraw withdrew withdrawn`;

const numbers: Readonly<Record<string, string>> = {
  en: 'zero one two three four five six seven eight nine ten eleven twelve',
  es: 'cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce',
};

const bases: ReadonlyMap<string, string> = new Map(
  irregular.split('|').flatMap((group) => {
    const [base = '', ...forms] = group.trim().split(/\s+/u);
    return forms.map((form) => [form, base] as const);
  }),
);

const digits: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map(
  Object.entries(numbers).map(([language, words]) => [
    language,
    new Map(words.split(' ').map((word, value) => [word, String(value)])),
  ]),
);

/** `led` is `lead`, `wrote` is `write`: the base form of an irregular word, else the word as it is. */
export function baseForm(folded: string, language: string | null): string {
  return language === 'en' ? (bases.get(folded) ?? folded) : folded;
}

/** The digits of a number word up to twelve, or null. */
export function digitsOf(folded: string, language: string | null): string | null {
  return digits.get(language ?? '')?.get(folded) ?? null;
}

/** Conjunction, preposition and article written as one with the Arabic word that follows. */
const arabicPrefix = /^(?:[وف]?(?:[بك]?ال|لل)|[وف](?=.{4}))(?=.{3})/u;

/** The word without its clitics, after Larkey, Ballesteros and Connell's `light10` (SIGIR 2002). */
export function withoutArabicPrefix(stem: string): string {
  return stem.replace(arabicPrefix, '');
}
