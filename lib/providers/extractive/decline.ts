const sentences: Readonly<Record<string, string>> = {
  en: 'I could not find this in the documents. Try other words, or add a document that answers it.',
  es: 'No he encontrado esto en los documentos. Pruebe con otras palabras o añada un documento que lo responda.',
  zh: '我在文档中没有找到相关内容。请换一种说法，或添加能回答此问题的文档。',
  ar: 'لم أجد هذا في المستندات. جرّب كلمات أخرى أو أضف مستندًا يجيب عن السؤال.',
};
const fallback =
  'I could not find this in the documents. Try other words, or add a document that answers it.';

/** "I do not know", in the language of the question where there is a translation, else in English. */
export function declineIn(language: string): string {
  return sentences[language] ?? fallback;
}
