/** Each in its own words. */
export const languages = { en: 'English', de: 'Deutsch' } as const;
export type Language = keyof typeof languages;

const storageKey = 'postrider.language';

const isLanguage = (text: string | undefined): text is Language => text !== undefined && text in languages;

/** The chosen language, or the first of the browser's that the catalogue has. */
function languageOf(chosen: string | null, preferred: readonly string[]): Language {
  return [chosen ?? undefined, ...preferred.map(baseOf)].find(isLanguage) ?? 'en';
}

const baseOf = (locale: string): string | undefined => locale.split('-')[0];

/** Unit tests run outside a browser. */
const preferred = typeof window === 'undefined' ? ['en'] : window.navigator.languages;

export const language = languageOf(typeof window === 'undefined' ? null : stored(), preferred);

/** For numbers and times: the browser's own region if it speaks this language. */
export const locale = preferred.find((one) => baseOf(one) === language) ?? language;

/** A browser may refuse storage. */
function stored(): string | null {
  try {
    return window.localStorage.getItem(storageKey);
  } catch {
    return null;
  }
}

/** Reloads the page in that language. */
export function chooseLanguage(chosen: string): void {
  try {
    window.localStorage.setItem(storageKey, chosen);
  } catch {
    return;
  }
  window.location.reload();
}
