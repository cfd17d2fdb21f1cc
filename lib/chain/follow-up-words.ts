/** How a language asks follow-up questions. Patterns see the question in NFC, trimmed. */
export interface FollowUpWords {
  /** Opens a question that only makes sense after another: "and …", "what about …". */
  opener: RegExp;
  /** Openers after which nothing complete can follow. */
  alwaysElliptic: RegExp;
  /** The rest after an opener is a clause of its own: it begins with a question word or an auxiliary. */
  clause: RegExp;
  /** A fragment without a verb: it begins with a preposition or an article. */
  fragment: RegExp;
  /** A word that stands for something named before. */
  pronoun: RegExp;
  /** Uses of those words that stand for nothing. */
  expletive: RegExp;
  /** Ends a clause, so that what a pronoun behind it stands for may be in the question itself. */
  boundary: RegExp;
  /** Question words that are neither topic nor function words. */
  questionWords: RegExp;
  comma: string;
}

const english: FollowUpWords = {
  opener: /^(?:and|but|or|so|also|then|what about|how about|same for)(?=[\s,])[\s,]*/iu,
  alwaysElliptic: /^(?:(?:and|but|so) )?(?:what about|how about|same for)(?=\s)/iu,
  clause:
    /^(?:who|whom|whose|what|when|where|which|why|how|is|are|was|were|do|does|did|can|could|will|would|should|has|have|may|must)\b/iu,
  fragment: /^(?:in|on|at|for|with|without|during|after|before|under|over|by|from|to|if|the|a|an|as)(?=\s)/iu,
  pronoun:
    /\b(?:it|its|they|them|their|theirs|he|him|his|she|her|hers|this|these|those)\b(?! (?:year|month|week|day|morning|evening|time)\b)|(?:^|\b(?:about|of|for|with|is|does|did|on|to|in|after|before|from|by|like) )that(?=\W*$)|^that\b/iu,
  expletive:
    /\bit (?:is )?(?:possible|true|necessary|required|safe|legal|ok|okay|better|important|common|normal|mean|cost|take|takes|took)\b.*\b(?:to|that|if|for)\b|\b(?:does|did|will) it (?:mean|take|cost)\b.*\bto\b/iu,
  boundary: /(?:,|;|\b(?:and|when|while|if|because|before|after|once|until|since|so|than)\b)/iu,
  questionWords: /\b(?:how (?:long|much|many|old|far|big|often|tall|fast|heavy)|please|tell|explain)\b/giu,
  comma: ', ',
};

const spanish: FollowUpWords = {
  opener: /^[¿\s]*(?:y|e|pero|o|entonces|también|qué (?:hay|pasa) (?:de|con)|qué tal)(?=[\s,])[\s,]*/iu,
  alwaysElliptic: /^[¿\s]*(?:y )?qué (?:hay|pasa) (?:de|con)(?=\s)|^[¿\s]*(?:y )?qué tal(?=\s)/iu,
  clause:
    /^(?:qué|quién(?:es)?|cuál(?:es)?|cuándo|dónde|cómo|cuánt[oa]s?|por qué|es|son|se puede|puedo|hay)(?!\p{L})/iu,
  fragment:
    /^[¿\s]*(?:en|con|sin|para|por|durante|después|antes|bajo|sobre|de|del|a|al|si|el|la|los|las|un|una)(?=\s)/iu,
  pronoun:
    /(?<!\p{L})(?:sus?|él|ellas?|ellos|ello|eso|esto|es[ae]s?|est[ae]s?|aquell[oa]s?)(?!\p{L})(?! (?:año|mes|semana|día|vez)(?!\p{L}))/iu,
  expletive: /(?!)/u,
  boundary: /,|;|(?<!\p{L})(?:y|cuando|si|porque|mientras|que)(?!\p{L})/iu,
  questionWords: /(?<!\p{L})(?:por favor|dime|explica)(?!\p{L})/giu,
  comma: ', ',
};

const chinese: FollowUpWords = {
  opener: /^(?:那么|那麼|那(?![个個种種些款台家位])|还有|還有|以及|而|但是|但|另外)[，,\s]*/u,
  alwaysElliptic: /呢[？?]?$/u,
  clause: /什么|什麼|多少|多[久大长長高远遠]|怎么|怎麼|如何|为什么|為什麼|哪|谁|誰|几|何时|何時|吗|嗎/u,
  fragment: /^(?:在|对|對|从|從|用|如果)/u,
  pronoun:
    /[它他她]们?|[它他她]們?|其(?!他|它|中|实|實|余|餘)|[这這那该該](?:个|個|种|種|些|款|台|家|位)?(?!么|麼|里|裡|边|邊|样|樣)/u,
  expletive: /(?!)/u,
  boundary: /[，,；;]/u,
  questionWords:
    /请问|請問|什么时候|什麼時候|什么|什麼|多少|多久|怎么样|怎么|怎麼|如何|为什么|為什麼|哪里|哪裡|哪个|哪些|谁|誰/gu,
  comma: '，',
};

const arabic: FollowUpWords = {
  opener: /^(?:وماذا عن|ماذا عن|ولكن|لكن|أيضا|أو|و(?=\p{L}{2}))\s*/u,
  alwaysElliptic: /^و?ماذا عن(?=\s)/u,
  clause: /^(?:ما|ماذا|من|متى|أين|اين|كيف|كم|هل|لماذا|أي|اي)(?=\s)/u,
  fragment: /^(?:في|على|مع|بدون|من|إلى|عند|بعد|قبل|خلال|لل\p{L}+|بال\p{L}+)(?=\s|$)/u,
  pronoun: /(?<!\p{L})(?:هو|هي|هم|هما|هذا|هذه|ذلك|تلك|هؤلاء)(?!\p{L})|(?<=\p{L}{2})(?:ها|هما|هم)(?!\p{L})/u,
  expletive: /(?<!\p{L})(?:ما|من) (?:هو|هي|هم)(?!\p{L})(?=.*\p{L})/u,
  boundary: /[،,؛]/u,
  questionWords: /(?<!\p{L})من فضلك(?!\p{L})/gu,
  comma: '، ',
};

export const followUpWords: ReadonlyMap<string, FollowUpWords> = new Map([
  ['en', english],
  ['es', spanish],
  ['zh', chinese],
  ['ar', arabic],
]);
