/** Each in its own words. */
export const languages = { en: 'English', de: 'Deutsch' } as const;
export type Language = keyof typeof languages;

export const isLanguage = (text: string | undefined): text is Language =>
  text !== undefined && Object.hasOwn(languages, text);

export const baseOf = (locale: string): string | undefined => locale.split('-')[0];

/** The chosen language, or the first of the browser's that the catalogue has. */
export const languageOf = (chosen: string | null, preferred: readonly string[]): Language =>
  [chosen ?? undefined, ...preferred.map(baseOf)].find(isLanguage) ?? 'en';
