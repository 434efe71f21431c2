import { remember, remembered } from '../browser/remembered.js';

/** Each in its own words. */
export const languages = { en: 'English', de: 'Deutsch' } as const;
export type Language = keyof typeof languages;

const key = 'language';

export const isLanguage = (text: string | undefined): text is Language =>
  text !== undefined && Object.hasOwn(languages, text);

const baseOf = (locale: string): string | undefined => locale.split('-')[0];

/** The chosen language, or the first of the browser's that the catalogue has. */
export const languageOf = (chosen: string | null, preferred: readonly string[]): Language =>
  [chosen ?? undefined, ...preferred.map(baseOf)].find(isLanguage) ?? 'en';

/** For numbers and times: the browser's own region if it speaks this language. */
export const localeOf = (language: Language, preferred: readonly string[]): string =>
  preferred.find((one) => baseOf(one) === language) ?? language;

/** Unit tests run outside a browser. */
const preferred = typeof window === 'undefined' ? [] : window.navigator.languages;

export const language = languageOf(remembered(key), preferred);
export const locale = localeOf(language, preferred);

/** Reloads the page in that language. */
export function chooseLanguage(chosen: Language): void {
  if (remember(key, chosen)) window.location.reload();
}
