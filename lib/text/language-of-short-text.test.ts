import { expect, it } from 'vitest';
import { languageOfShortText } from './language-of-short-text.ts';

it.each([
  ['How long does the battery last?', 'en'],
  ['What is the SLA of API v2?', 'en'],
  ['pump torque', 'en'],
  ['¿Y en invierno?', 'es'],
  ['La bomba sí funciona sin agua.', 'es'],
  ['Quién escribió el informe', 'es'],
  ['电池能用多久？', 'zh'],
  ['iPhone 的 SIM 卡在哪里？', 'zh'],
  ['كم تدوم البطارية؟', 'ar'],
  ['Quelle est la pression de la pompe ?', 'fr'],
  ['Wie schwer ist die Pumpe und was kostet sie?', 'de'],
  ['ポンプの圧力は？', 'ja'],
  ['', 'en'],
])('takes %j to be in %s', (text, language) => {
  expect(languageOfShortText(text)).toBe(language);
});
