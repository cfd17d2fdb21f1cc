/** What a question asks for, as far as its words tell. */
export type Expectation = 'person' | 'time' | 'quantity' | 'place' | 'other';

type Patterns = readonly (readonly [Exclude<Expectation, 'other'>, RegExp])[];

const english: Patterns = [
  [
    'quantity',
    /\bhow (?:many|much|old|long|far|tall|high|large|big|fast|deep|wide|often|heavy)\b|\b(?:what|which) (?:percent\w*|number|proportion|fraction|amount|share)\b|\bwhat (?:is|was|are|were) the (?:\w+ )?(?:number|percentage|population|price|cost|size|length|height|weight|distance|amount|rate|temperature)\b/i,
  ],
  [
    'time',
    /\bwhen\b|\b(?:what|which) (?:\w+ )?(?:year|years|date|dates|day|month|century|decade|time|era|period)\b|\bhow (?:recently|early|late)\b/i,
  ],
  [
    'person',
    /\bwho(?:m|se)?\b|\b(?:what|which) (?:\w+ )?(?:person|man|woman|king|queen|president|actor|player|author|artist|emperor|leader|scientist|pope|composer)\b/i,
  ],
  [
    'place',
    /\bwhere\b|\b(?:what|which) (?:\w+ )?(?:city|country|state|place|town|region|continent|river|county|province|area|location|nation|island|street|building|stadium|university|school)\b/i,
  ],
];
const spanish: Patterns = [
  [
    'quantity',
    /\bcu[aá]nt[oa]s?\b|\bqu[eé] (?:porcentaje|n[uú]mero|cantidad|proporci[oó]n|distancia|edad|altura|tama[nñ]o)\b|cu[aá]l (?:es|era|fue) (?:el|la) (?:n[uú]mero|porcentaje|poblaci[oó]n|precio|coste|costo|longitud|altura|peso|distancia|cantidad|tasa|temperatura)\b/i,
  ],
  ['time', /\bcu[aá]ndo\b|\bqu[eé] (?:a[nñ]os?|fechas?|siglo|mes|d[ií]a|d[eé]cada|[eé]poca|per[ií]odo)\b/i],
  ['person', /\bqui[eé]n(?:es)?\b/i],
  [
    'place',
    /\bd[oó]nde\b|\bqu[eé] (?:ciudad|pa[ií]s|estado|lugar|regi[oó]n|continente|r[ií]o|condado|provincia|isla|calle|universidad|escuela)\b/i,
  ],
];
const chinese: Patterns = [
  ['quantity', /多少|几[个個名人种種次年天位场場]|多[大长長高远遠久快深宽寬重]/u],
  ['time', /什么时候|什麼時候|何时|何時|哪[一]?[年天月]|哪个世纪|哪個世紀|几月|哪些年/u],
  ['person', /谁|誰|哪位|什么人|哪个人/u],
  ['place', /哪里|哪裡|哪儿|在哪|何处|何處|什么地方|哪[个個座](?:城市|国家|國家|州|地区|地區|省|洲|县)/u],
];
const arabic: Patterns = [
  ['quantity', /(?:^|\s)(?:و?كم|بكم)(?:\s|$)|ما (?:هو |هي )?(?:عدد|نسبة|مقدار)/u],
  ['time', /متى|(?:أي|اي|أية) (?:عام|سنة|تاريخ|قرن|يوم|شهر|عقد)/u],
  ['person', /(?:^|\s)(?:من|مَن) (?:هو|هي|هم|الذي|التي|كان|قام)|^(?:من|مَن) /u],
  ['place', /(?:أين|اين)|(?:أي|اي|أية) (?:مدينة|بلد|دولة|ولاية|مكان|منطقة|قارة|نهر|مقاطعة)/u],
];
const patterns: Readonly<Record<string, Patterns>> = { en: english, es: spanish, zh: chinese, ar: arabic };

/** The kind of answer a question asks for; `other` when its words do not tell. */
export function expectationOf(question: string, language: string): Expectation {
  for (const [kind, pattern] of patterns[language] ?? []) if (pattern.test(question)) return kind;
  return 'other';
}

const frames: Readonly<Record<string, string>> = {
  en: 'name names named type types kind kinds many much call called refer referred happen happened occur occurred become became use used do make made give given term word year years date time people person place city country number percent percentage amount part group thing things way ways reason purpose result example considered known said say think thought type used found find located location responsible describe described mean means old long large big size get go take took have having exist existed begin began start started',
  es: 'nombre nombres llama llamo llamaba llamado tipo tipos clase muchos ocurrio ocurre paso hizo hace hacer usa uso utiliza termino palabra año años fecha tiempo gente persona lugar ciudad pais numero porcentaje cantidad parte grupo cosa cosas forma manera razon proposito resultado ejemplo considera conoce conocido dijo encuentra significa grande tamaño empezo comenzo',
  ar: 'اسم يسمى تسمى سمي نوع انواع حدث عام سنة تاريخ مكان مدينة بلد عدد نسبة جزء مجموعة شيء طريقة سبب نتيجة مثال يعرف تعرف معروف استخدم يستخدم تستخدم الشخص',
  zh: '什么 名字 称为 叫做 类型 种类 哪个 哪些 多少 何时 哪一 一年 年份 时候 人们 地方 城市 国家 数量 部分 原因 结果 例子 如何 怎么 怎样 为什 使用',
};

/** Words that frame a question rather than say what it is about. */
export function frameWords(language: string): readonly string[] {
  return frames[language]?.split(' ') ?? [];
}
