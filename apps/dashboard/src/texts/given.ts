import { baseOf, isLanguage } from './languages.js';

interface Given {
  language?: string;
  texts?: object;
}

/** What a page that embeds this one says of its texts. It is read once, when texts.ts is loaded. */
export const given: Given = {};

/** A language that the catalogue lacks is taken only with its texts. */
export function giveTexts({ language, texts }: Given): void {
  if (language !== undefined && (texts || isLanguage(baseOf(language)))) given.language = language;
  if (texts) given.texts = texts;
}
