/**
 * Words that hold a sentence together and say nothing of its subject. Search keeps them (ranking weighs them by
 * how common they are); comparing a question with a sentence, or a sentence with its source, does not.
 * Written folded, as `foldWord` returns them.
 */
const lists: Readonly<Record<string, string>> = {
  en: `a an and are as at be been being but by can could did do does doing done for from had has have having he
    her hers him his how i if in into is it its itself may me might more most must my no nor not of on onto or our
    ours shall she should so some such than that the their theirs them themselves then there these they this those
    thus to too upon us was we were what when where whether which while who whom whose why will with within without
    would yet you your yours about above after again against all also although am among an any because before below
    between both during each either else ever every few further here however just less many much neither never none
    only other others out over own per same since still through throughout under until up very via
    one's isn't aren't wasn't weren't don't doesn't didn't can't couldn't won't wouldn't it's that's there's`,
  es: `a al algo algun alguna algunas alguno algunos ambos ante antes aquel aquella aquellas aquellos aqui asi aun
    aunque bajo cada casi como con contra cual cuales cualquier cuando cuanta cuantas cuanto cuantos de del desde
    donde dos durante e el ella ellas ellos en entonces entre era eran es esa esas ese eso esos esta estaba estaban
    estan estar estas este esto estos fue fueron fuera ha habia habian haber han hasta hay he incluso la las le les
    lo los mas me mediante mi mientras mis mismo misma mucho muchos muy ni ningun ninguna no nos nosotros nuestra
    nuestro o os otra otras otro otros para pero poco por porque pues que quien quienes se sea sean segun ser si
    sido siendo sin sino sobre solo son su sus tal tales tambien tan tanto te tiene tienen toda todas todo todos tras
    tu tus un una unas uno unos y ya yo`,
  ar: `في من على الى عن مع هذا هذه ذلك تلك هؤلاء اولئك التي الذي الذين اللذان اللتان ما ماذا متى اين كيف كم هل
    لماذا هو هي هم هن هما انا نحن انت كان كانت كانوا يكون تكون ان انه انها او ثم لم لن لا ليس ليست قد لقد كل بعض بين
    بعد قبل عند عندما حتى اي ايه كما وهو وهي وهم اذا لكن بل حيث منذ خلال حول دون غير سوف عبر ضد لدى ولا وما ومن وفي
    وعلى والتي والذي فيها فيه منها منه له لها لهم به بها عليه عليها وقد وكان وكانت ايضا مما بما فقط جدا`,
};

const sets: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(lists).map(([language, words]) => [language, new Set(words.split(/\s+/u))]),
);

/** Characters of Chinese grammar; a pair that holds one straddles two words or frames a question. */
const hanFunction =
  /[的了是在和與与也就都而及或着著被把對对從从到以于於之其這这那它他她们們什么麼哪谁誰吗嗎呢吧为為]/u;

/** Whether a folded word is a function word of the language; unknown languages have none. */
export function isFunctionWord(folded: string, language: string | null): boolean {
  return sets.get(language ?? '')?.has(folded) ?? false;
}

/** Whether a Han character or pair of them is, or touches, a function word. */
export function isHanFunction(characters: string): boolean {
  return hanFunction.test(characters);
}
