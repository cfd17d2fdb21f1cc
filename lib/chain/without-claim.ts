/** Greetings, offers, remarks about the answer itself, and refusals: nothing in the documents could support them. */
const patterns: readonly RegExp[] = [
  /^(?:hi|hello|hey|dear|thanks?|thank you|sure|certainly|of course|great question|you(?:'|’)re welcome|i hope|let me know|feel free|please (?:let|ask|try)|here (?:is|are)|here(?:'|’)s|based on the (?:documents|passages|context))\b(?!.*\d)/iu,
  /^(?:hola|gracias|claro|por supuesto|espero|av[ií]seme|d[ií]game|no dude|aqu[ií] (?:est[aá]|tiene)|con gusto)(?![\p{L}])(?!.*\d)/iu,
  /^(?:你好|您好|谢谢|謝謝|当然|當然|好的|希望|如果您|如有|请随时|請隨時|以下是)/u,
  /^(?:مرحب|أهلا|شكر|بالطبع|آمل|أتمنى|لا تتردد|إليك)/u,
  /\b(?:i|we) (?:could not|couldn(?:'|’)t|cannot|can(?:'|’)t|can not|did not|didn(?:'|’)t|do not|don(?:'|’)t|was not able to|am not able to|am unable to) (?:find|know|answer|see|have|locate|tell)\b/iu,
  /\b(?:documents?|passages?|context|sources?) (?:do|does|did)(?:es)?(?: not|n(?:'|’)t) (?:contain|mention|say|provide|answer|include|state|cover)\b/iu,
  /^try other words\b|\bañada un documento\b|^pruebe con otras palabras/iu,
  /\bno (?:he |hemos |pude |puedo |se )?(?:encontrado|encontrar|encuentro|sé|saber|responder|menciona)(?![\p{L}])/iu,
  /没有找到|沒有找到|未找到|找不到|我不知道|无法回答|無法回答|没有提到|未提及|换一种说法/u,
  /لم أجد|لا أعرف|لا أستطيع|لم أتمكن|لا تحتوي|لا تذكر|جرّب كلمات/u,
];

/**
 * Whether a sentence claims nothing that documents could bear out. Cited sentences always claim something.
 * @param text the sentence without markers.
 */
export function isWithoutClaim(text: string): boolean {
  const bare = text.replace(/[*_~`#>]/gu, '').trim();
  if (/[?？؟]["'”’»)\]]*$/u.test(bare)) return true;
  if (/[:：]$/u.test(bare)) return true;
  return patterns.some((pattern) => pattern.test(bare));
}
