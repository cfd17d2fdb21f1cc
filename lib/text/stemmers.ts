import { stemmer as arabic } from '@orama/stemmers/arabic';
import { stemmer as armenian } from '@orama/stemmers/armenian';
import { stemmer as bulgarian } from '@orama/stemmers/bulgarian';
import { stemmer as danish } from '@orama/stemmers/danish';
import { stemmer as dutch } from '@orama/stemmers/dutch';
import { stemmer as english } from '@orama/stemmers/english';
import { stemmer as finnish } from '@orama/stemmers/finnish';
import { stemmer as french } from '@orama/stemmers/french';
import { stemmer as german } from '@orama/stemmers/german';
import { stemmer as greek } from '@orama/stemmers/greek';
import { stemmer as hungarian } from '@orama/stemmers/hungarian';
import { stemmer as hindi } from '@orama/stemmers/indian';
import { stemmer as indonesian } from '@orama/stemmers/indonesian';
import { stemmer as irish } from '@orama/stemmers/irish';
import { stemmer as italian } from '@orama/stemmers/italian';
import { stemmer as lithuanian } from '@orama/stemmers/lithuanian';
import { stemmer as nepali } from '@orama/stemmers/nepali';
import { stemmer as norwegian } from '@orama/stemmers/norwegian';
import { stemmer as portuguese } from '@orama/stemmers/portuguese';
import { stemmer as romanian } from '@orama/stemmers/romanian';
import { stemmer as russian } from '@orama/stemmers/russian';
import { stemmer as serbian } from '@orama/stemmers/serbian';
import { stemmer as spanish } from '@orama/stemmers/spanish';
import { stemmer as swedish } from '@orama/stemmers/swedish';
import { stemmer as tamil } from '@orama/stemmers/tamil';
import { stemmer as turkish } from '@orama/stemmers/turkish';
import { stemmer as ukrainian } from '@orama/stemmers/ukrainian';

/** Writing systems that decide how a word is treated; `other` words are indexed as they stand. */
export type Script =
  | 'latin'
  | 'arabic'
  | 'cyrillic'
  | 'greek'
  | 'devanagari'
  | 'tamil'
  | 'armenian'
  | 'cjk'
  | 'other';

interface Stemmer {
  script: Script;
  stem: (word: string) => string;
}

/** Stemmers by ISO 639-1 code, with the script each one understands. */
export const stemmers: ReadonlyMap<string, Stemmer> = new Map(
  Object.entries({
    en: { script: 'latin', stem: stemEnglish },
    es: { script: 'latin', stem: spanish },
    fr: { script: 'latin', stem: french },
    de: { script: 'latin', stem: german },
    it: { script: 'latin', stem: italian },
    pt: { script: 'latin', stem: portuguese },
    nl: { script: 'latin', stem: dutch },
    sv: { script: 'latin', stem: swedish },
    da: { script: 'latin', stem: danish },
    no: { script: 'latin', stem: norwegian },
    fi: { script: 'latin', stem: finnish },
    hu: { script: 'latin', stem: hungarian },
    ro: { script: 'latin', stem: romanian },
    tr: { script: 'latin', stem: turkish },
    id: { script: 'latin', stem: indonesian },
    ga: { script: 'latin', stem: irish },
    lt: { script: 'latin', stem: lithuanian },
    ru: { script: 'cyrillic', stem: russian },
    uk: { script: 'cyrillic', stem: ukrainian },
    bg: { script: 'cyrillic', stem: bulgarian },
    sr: { script: 'cyrillic', stem: serbian },
    el: { script: 'greek', stem: greek },
    ar: { script: 'arabic', stem: arabic },
    hi: { script: 'devanagari', stem: hindi },
    ne: { script: 'devanagari', stem: nepali },
    ta: { script: 'tamil', stem: tamil },
    hy: { script: 'armenian', stem: armenian },
  } satisfies Record<string, Stemmer>),
);

/** The stemmer for words of a script in a text whose own language is written differently or unknown. */
export const defaultLanguageOf: Readonly<Partial<Record<Script, string>>> = {
  latin: 'en',
  arabic: 'ar',
  cyrillic: 'ru',
  greek: 'el',
  devanagari: 'hi',
  tamil: 'ta',
  armenian: 'hy',
};

const scriptPatterns: readonly [Script, RegExp][] = [
  ['latin', /\p{Script=Latin}/u],
  ['cjk', /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u],
  ['arabic', /\p{Script=Arabic}/u],
  ['cyrillic', /\p{Script=Cyrillic}/u],
  ['greek', /\p{Script=Greek}/u],
  ['devanagari', /\p{Script=Devanagari}/u],
  ['tamil', /\p{Script=Tamil}/u],
  ['armenian', /\p{Script=Armenian}/u],
];

/** The first script in the table above that a word has a character of. */
export function scriptOf(word: string): Script {
  return scriptPatterns.find(([, pattern]) => pattern.test(word))?.[0] ?? 'other';
}

/** Verbs of a vowel and a double consonant: "adding" is of "add", though the published stemmer says "ad". */
const shortDouble = /^([aeiou]([bdfgnpr])\2)(?:s|ed|ing|ings)?$/;

function stemEnglish(word: string): string {
  return shortDouble.exec(word)?.[1] ?? english(word);
}
