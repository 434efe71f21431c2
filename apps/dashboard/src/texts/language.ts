import { remember, remembered } from '../browser/remembered.js';
import { given } from './given.js';
import { baseOf, type Language, languageOf } from './languages.js';

const key = 'language';

/** For numbers and times: the browser's own region if it speaks this language. */
export const localeOf = (language: string, preferred: readonly string[]): string =>
  preferred.find((one) => baseOf(one) === language) ?? language;

/** Unit tests run outside a browser. */
const preferred = typeof window === 'undefined' ? [] : window.navigator.languages;

/** One of the catalogue, unless another is given with its texts. */
export const language: string = given.language ?? languageOf(remembered(key), preferred);
export const locale = localeOf(language, preferred);

/** Reloads the page in that language. */
export function chooseLanguage(chosen: Language): void {
  if (remember(key, chosen)) window.location.reload();
}
