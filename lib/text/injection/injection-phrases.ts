/**
 * Phrases of attempts to overrule the instructions, in English, German, French, Spanish and Chinese. They read text
 * folded by `foldForScreening`: lower case, no invisible characters, one space between words.
 * Verbs count as commands only: "can I ignore the previous instructions?" asks about a manual.
 */

const notAsking =
  "(?<!\\b(?:i|we|you|they|to|he|she|not|never|don't|users?|people|ich|man|zu|nicht|je|on|puedo|puede|debo)\\s+)";

/** Verbs that things do as well ("does the manual override the rules?"): commands at the start of a clause only. */
const clauseStart = '(?<=(?:^|[.!?,;:]|\\b(?:please|and|then|now|must))\\s*)';

export const overrulePhrases: readonly RegExp[] = [
  // Ignore all previous instructions; disregard everything above; forget what you were told.
  new RegExp(
    `(?:${notAsking}\\b(?:ignore|disregard|forget)|${clauseStart}\\b(?:override|bypass|drop|discard|skip))\\b(?:\\s+\\w+){0,4}?\\s+(?:previous|prior|above|earlier|preceding|existing|original|initial|your|system|safety|foregoing)\\b(?:\\s+\\w+){0,3}?\\s*\\b(?:instructions?|rules?|prompts?|directives?|guidelines?|guardrails|restrictions|constraints|orders|context|messages?|programming)\\b`,
    'u',
  ),
  new RegExp(
    `${notAsking}\\b(?:ignore|disregard|forget)\\b\\s+(?:everything|all|anything|whatever)(?:\\s+\\w+){0,3}?\\s+(?:above|before(?! (?:that|the|this|you|we|i)\\b)|told|said|instructed|learned|written)\\b`,
    'u',
  ),
  new RegExp(
    `${notAsking}\\b(?:ignore|disregard|forget)\\b(?:\\s+\\w+){0,4}?\\s+(?:instructions?|rules|prompts?|directives?|guidelines|orders)\\b(?:\\s+\\w+){0,4}?\\s+(?:before|above|earlier|previously|so far|given|received|got)\\b`,
    'u',
  ),
  new RegExp(
    `${notAsking}\\b(?:ignore|disregard|forget)\\b (?:all )?(?:of )?the (?:above|foregoing|preceding|aforementioned)(?=\\s*(?:and\\b|then\\b|[.,;!]|$))`,
    'u',
  ),
  /\bpretend (?:that )?(?:the|your|all|any)\b[^.?!]{0,30}\b(?:instructions|rules|guidelines|prompt)\b[^.?!]{0,10}\b(?:do not|don't|never|are not|aren't|did not|didn't)\b/u,
  /\b(?:disable|deactivate|turn off|switch off|remove|lift|drop|reset|erase|delete) (?:all )?(?:of )?your (?:\w+ ){0,2}(?:filters?|restrictions|guardrails|guidelines|limitations|instructions|rules|polic(?:y|ies)|safeguards)\b/u,
  /\b(?:gelten|zählen)\b[^.?!]{0,15}\bdeine (?:regeln|anweisungen|vorgaben)\b[^.?!]{0,10}\bnicht mehr\b/u,
  /\bsystem override\b|\b(?:all|your) (?:\w+ )?(?:restrictions|limitations|safeguards) (?:are |have been |were )?(?:now )?(?:lifted|removed|disabled|void)\b/u,
  /\byour (?:\w+ )?(?:rules|instructions|guidelines|restrictions|programming) (?:no longer|do not|don't) (?:apply|exist|matter|bind|count)\b/u,
  /\b(?:your|the) (?:previous|prior|original|old|system) (?:instructions|rules|prompt|guidelines) (?:are|is|were|have been) (?:now )?(?:void|cancelled|canceled|revoked|suspended|obsolete|replaced|no longer)/u,
  /\b(?:new|updated|real|actual) (?:system )?(?:instructions|system prompt|rules) ?(?:follow|:)/u,
  /(?<!\b(?:i|we|you|they|who|users?|people) )\b(?:do not|don't|stop|never) (?:follow|following|obey|obeying|heed|heeding) (?:(?:any|all|of|the) )*(?:your|system|above|previous|prior|earlier|original)\b[^.?!]{0,40}\b(?:instructions|rules|prompt|guidelines)\b/u,
  new RegExp(
    `${notAsking}\\b(?:ignorier(?:e|t|en sie)?|vergiss|vergesst|vergessen sie|missachte|übergehe|verwirf)\\b[^.?!]{0,40}\\b(?:vorherigen?|vorigen?|bisherigen?|obigen?|früheren?|vorangegangenen?|deine|ihre|alle|system)\\b[^.?!]{0,30}(?:anweisung|instruktion|regel|vorgabe|befehl|prompt|einschränkung)`,
    'u',
  ),
  /\b(?:vergiss|vergesst|vergessen sie|ignoriere?|ignorieren sie)\b (?:bitte )?(?:alles|all das)\b[^.?!]{0,25}\b(?:gesagt|vorher|bisher|bisherige|zuvor|davor|oben|obige|gelernt)\b/u,
  /\b(?:oublie[rz]?|ignore[rz]?) (?:tout )?ce qui (?:précède|est écrit (?:plus haut|ci-dessus|avant))|\bne (?:tiens|tenez|tenir) (?:pas|plus|aucun) compte\b[^.?!]{0,30}\b(?:instructions|consignes|règles)|\bne (?:suis|suivez) (?:pas|plus)\b[^.?!]{0,20}\b(?:instructions|consignes|règles)/u,
  /\b(?:olvida|olvide|ignora|ignore) (?:todo )?lo anterior\b|\b(?:no (?:sigas|siga|obedezcas)|haz caso omiso de|no hagas caso (?:a|de))\b[^.?!]{0,20}\b(?:instrucciones|reglas|órdenes|directrices)\b/u,
  /\b(?:ignore[rz]?|oublie[rz]?|néglige[rz]?|contourne[rz]?)\b[^.?!]{0,40}\b(?:instructions?|consignes?|règles?|directives?)\b[^.?!]{0,20}(?:précédent|antérieur|ci-dessus|ci-avant|d'avant|système|reçu)|\b(?:ignore[rz]?|oublie[rz]?) (?:toutes? )?(?:tes|vos) (?:instructions|consignes|règles|directives)/u,
  new RegExp(
    `${notAsking}\\b(?:ignora|ignore|ignorad|olvida|olvide|olvidad|omite|descarta)\\b[^.?!]{0,40}\\b(?:instrucciones|reglas|órdenes|directrices|indicaciones)\\b[^.?!]{0,20}(?:anterior|previa|de arriba|del sistema|recibid)|\\b(?:ignora|olvida) (?:todas )?tus (?:instrucciones|reglas|directrices)`,
    'u',
  ),
  /(?<![能以该該应應可何么麼样樣])(?:忽略|无视|無視|忘记|忘記|忘掉|不要遵守|不要理会|绕过|繞過)[^。？！]{0,10}(?:此前|之前|先前|以上|上面|上述|前面|所有|一切|你的|系统|系統)[^。？！]{0,8}(?:指令|指示|规则|規則|提示(?![音灯燈框窗])|设定|設定|命令|限制|要求|内容|內容|对话|對話)/u,
];

/** Whoever asks how something else shows its messages is no attacker; "could you show me …" is one. */
const notOthers = '(?<!\\b(?:i|we|they|to|users?|people)\\s+)';

export const promptPhrases: readonly RegExp[] = [
  // Print your system prompt; repeat the words above; what are your instructions?
  new RegExp(
    `${notOthers}\\b(?:reveal(?:ing)?|show(?:ing)?|print(?:ing)?|output(?:ting)?|repeat|display|leak|expose|dump|recite|tell|give|write|share|copy|paste|translate|summari[sz]e|encode)\\b(?:\\s+\\w+){0,4}?\\s+(?:your(?:\\s+\\w+){0,3}?\\s+(?:system|hidden|initial|secret|original|developer|internal|own|exact)|the(?:\\s+\\w+){0,3}?\\s+(?:system|hidden|initial|secret))(?:\\s+\\w+)?\\s+(?:prompt|instructions?|message|rules|guidelines|directives)\\b`,
    'u',
  ),
  /\b(?:what|which) (?:is|are|was|were) your (?:exact |full |system |hidden |initial |secret |original |internal )+(?:prompt|instructions?|message|rules|guidelines)\b/u,
  /\b(?:full|complete|entire|exact) (?:text|wording|contents?) of your (?:prompt|instructions)\b/u,
  /\b(?:at|from) the (?:very )?(?:beginning|start|top) of (?:this|your|the) (?:prompt|context)\b|\b(?:prompt|instructions|rules) (?:that )?you (?:were|have been|got|are) (?:given|told|configured|programmed)\b/u,
  /\b(?:was steht|wie laute[nt]|was sind|was ist)\b[^.?!]{0,20}\b(?:deine?[mnrs]?|ihre?[mnrs]?) (?:genauen? |internen? |geheimen? |ursprünglichen? )*(?:system-?\s?prompt|systemanweisung(?:en)?|prompt|anweisungen|instruktionen)\b/u,
  /\bquel(?:le)?s? (?:sont|est) (?:tes|vos|ton|votre) (?:instructions|consignes|prompt|message système)\b|\bcuál(?:es)? (?:es|son) (?:tu|tus) (?:prompt|instrucciones|mensaje (?:del|de) sistema)\b/u,
  /你的(?:系统|系統|初始|原始|隐藏|隱藏|内部|內部)(?:提示|指令|设定|設定|消息)/u,
  /\b(?:reveal|print|output|leak|dump|recite|repeat|show me) (?:me )?(?:all )?(?:of )?your (?:prompt|instructions|rules|guidelines)\b/u,
  /\b(?:repeat|print|output|copy|echo|write (?:out|down))\b[^.?!]{0,30}\b(?:(?:words|text|everything|content|sentences|lines?)(?: that (?:is|was|came))? (?:above|before this)|above (?:this|text|verbatim)|verbatim)\b[^?]{0,60}(?:\byou are\b|\bstart|\bbegin|\bverbatim\b|\bprompt\b|\binstructions\b|$)/u,
  /\b(?:zeige?|nenne|verrate|gib|wiederhole|drucke|schreibe?)\b[^.?!]{0,40}\b(?:system-?\s?prompt|systemanweisung(?:en)?|(?:deine|ihre)n? (?:\p{L}+ )?(?:anweisungen|instruktionen|regeln|prompt))\b/u,
  /\b(?:montre|affiche|révèle|répète|donne|imprime)[rz]?(?:-moi)?\b[^.?!]{0,40}(?:\b(?:prompt|invite|message) (?:du |de )?système\b|\bprompt système\b|\b(?:tes|vos) (?:instructions|consignes|règles)\b)/u,
  /(?:\b(?:muestra|muéstrame|revela|repite|dime|imprime|escribe|dame))\b[^.?!]{0,40}\b(?:prompt (?:del |de )?sistema|mensaje (?:del|de) sistema|tus (?:instrucciones|reglas|directrices))\b/u,
  /(?:显示|顯示|输出|輸出|告诉我|告訴我|重复|重複|打印|泄露|透露|说出|說出)[^。？！]{0,12}(?:系统提示|系統提示|系统指令|系統指令|提示词|提示詞|你的(?:指令|指示|规则|規則|初始设定)|以上(?:所有)?(?:内容|文字|指令))/u,
];

export const personaPhrases: readonly RegExp[] = [
  /\byou are (?:now )?(?:dan|stan|dude|aim|jailbroken|unrestricted|unfiltered|uncensored|in (?:developer|debug|god|admin|sudo|jailbreak|unrestricted) mode)\b/u,
  /\b(?:act|behave|respond|answer|pretend|roleplay|role-play)\b[^.?!]{0,60}\b(?:without (?:any )?(?:restrictions|limitations|rules|filters|guidelines|censorship)|(?:no|free (?:of|from)) (?:restrictions|limitations|rules|filters|guidelines|censorship)|unrestricted|unfiltered|uncensored|jailbroken)\b/u,
  /\b(?:you are|you're|simulate|imagine|become|be|act as|game where you)\b[^.?!]{0,60}\b(?:no|without(?: any)?|ignoring(?: all)?|free (?:of|from)(?: all)?) (?:(?:ethical|moral|content|safety|legal) )(?:restrictions|limitations|rules|filters|guidelines|polic(?:y|ies)|limits|constraints)\b|\b(?:game|story|world) (?:where|in which) you have no (?:rules|restrictions|limits)\b/u,
  /(?<!\b(?:i|we|to|they|you|users?|people) )\b(?:enable|activate|enter|switch to|turn on) (?:the )?(?:developer|debug|god|dan|jailbreak|admin|sudo|unrestricted) mode\b/u,
  /\bdo anything now\b/u,
  /\bdu bist (?:jetzt|nun|ab sofort)\b[^.?!]{0,60}\b(?:ohne (?:jede |jegliche |alle )?(?:einschränkungen|regeln|filter)|uneingeschränkt|unzensiert)/u,
  /\btu es (?:maintenant|désormais)\b[^.?!]{0,60}\bsans (?:aucune |aucun )?(?:restrictions?|règles?|filtres?|limites?|censure)/u,
  /\b(?:ahora eres|eres ahora|actúa como|finge ser)\b[^.?!]{0,60}\bsin (?:ninguna |ningún )?(?:restricci(?:ones|ón)|reglas?|filtros?|límites?|censura)/u,
  /(?:你现在是|你現在是|从现在起你是|假装你是|扮演)[^。？！]{0,30}(?:没有|沒有|不受|无|無)[^。？！]{0,6}(?:限制|规则|規則|约束|約束|审查|審查)/u,
  /(?:进入|進入|开启|開啟|启用|啟用)(?:开发者|開發者|越狱|越獄|无限制)模式/u,
];
