/** How a question wants to be answered: by steps, by a definition, by what a list enumerates, or by any fact. */
export type QuestionForm = 'procedure' | 'definition' | 'enumeration' | 'fact';

type Patterns = readonly (readonly [Exclude<QuestionForm, 'fact'>, RegExp])[];

const patterns: Readonly<Record<string, Patterns>> = {
  en: [
    [
      'procedure',
      /\bhow (?:do|can|could|should|would|must|to)\b(?: (?:i|we|you|one|someone|people)\b)?|\bwhat (?:do|should|must) (?:i|we|you) do\b|\b(?:steps|way) to\b/i,
    ],
    [
      'definition',
      /^\W*(?:what(?:['’]s| is| are) (?:an? |the )?(?:meaning of )?(?:[\p{L}\p{N}'’-]+ ?){1,3}\W*$|define\b|what does [^?]+ mean\b)/iu,
    ],
    [
      'enumeration',
      /\b(?:what|which) [^?]*\b(?:exist|are there|available|supported)\b|^\W*(?:list|name)\b|^\W*what are (?:the|all)\b|\bwhat kinds? of\b/i,
    ],
  ],
  es: [
    ['procedure', /\bc[oó]mo (?:puedo|podemos|se|hago|hacemos|debo|debemos|\p{L}+[oae]r\b)/iu],
    [
      'definition',
      /^\W*(?:qu[eé] (?:es|son) (?:una? |el |la |los |las )?(?:[\p{L}\p{N}-]+ ?){1,3}\W*$|qu[eé] significa\b)/iu,
    ],
    ['enumeration', /\bqu[eé] [^?]*\b(?:existen|hay)\b|\bcu[aá]les son\b/i],
  ],
  zh: [
    ['procedure', /怎么|怎麼|怎样|怎樣|如何/u],
    ['definition', /^(?:什么是|什麼是).{1,12}$|^.{1,12}是(?:什么|什麼)(?:意思)?[?？]?$/u],
    ['enumeration', /有哪些|有哪几/u],
  ],
  ar: [
    ['procedure', /كيف (?:يمكن|أ|ا|ن|ي|ت)/u],
    ['definition', /^\W*ما (?:هو|هي|معنى) (?:\S+ ?){1,3}$/u],
    ['enumeration', /^\W*ما هي (?:أنواع|انواع|جميع)|اذكر/u],
  ],
};

export function formOf(question: string, language: string): QuestionForm {
  for (const [form, pattern] of patterns[language] ?? []) if (pattern.test(question.trim())) return form;
  return 'fact';
}

const imperatives: Readonly<Record<string, RegExp>> = {
  en: /^(?:(?:then|first|next|finally|to [^,]+,|in [^,]+,|under [^,]+,|if [^,]+,|when [^,]+,|before [^,]+,|after [^,]+,) )?(?:you can|add|ask|apply|attach|call|change|check|choose|clean|click|close|connect|copy|create|delete|disconnect|download|drag|drop|edit|enter|fill|filter|fit|give|go|grease|hold|insert|install|keep|leave|lift|look|lower|make|move|open|pick|place|point|press|pull|push|put|raise|register|release|remove|replace|report|reset|restart|run|save|search|select|send|set|sign|start|stop|switch|tap|test|tighten|try|turn|type|unplug|upload|use|wait|walk|wipe|write)\b/i,
  es: /^(?:puede|añada|abra|ajuste|apague|cierre|cambie|coloque|compruebe|conecte|copie|elija|elimine|encienda|escriba|espere|establezca|gire|guarde|haga|instale|introduzca|limpie|mantenga|marque|presione|pulse|retire|seleccione|suelte|use|utilice|verifique)(?!\p{L})/iu,
  zh: /^(?:请|請|点击|點擊|打开|打開|选择|選擇|按|输入|輸入|单击|關閉|关闭|使用|您可以|您可)/u,
  ar: /^(?:اضغط|انقر|افتح|اختر|أدخل|ادخل|حدد|استخدم|قم|شغل|أغلق|يمكنك)/u,
};

/** Whether a sentence or list item tells what to do. */
export function isInstruction(text: string, language: string): boolean {
  const said = text.replace(/^\s*(?:[-*•]|\(?\d{1,3}[.)、])\s+/u, '');
  return imperatives[language]?.test(said) ?? false;
}

const copulas: Readonly<Record<string, RegExp>> = {
  en: /^[)"'”’]?\s*(?:\([^)]*\)\s*)?(?:is|are|was|were|means?|refers? to|denotes?)\b/i,
  es: /^\s*(?:es|son|era|significa|se refiere)(?!\p{L})/iu,
  zh: /^(?:是|指)/u,
  ar: /^\s*(?:هو|هي|هم|يعني|تعني)(?!\p{L})/u,
};

/** Whether text after a subject goes on to say what the subject is. */
export function defines(rest: string, language: string): boolean {
  return copulas[language]?.test(rest) ?? false;
}
