import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from './en/en.js';
import { language, type Language } from './language.js';

/** English stays the fallback, so only another language is loaded beside it. */
const others: Record<Exclude<Language, 'en'>, () => Promise<object>> = {
  de: async () => (await import('./de/de.js')).de,
};

await i18next.use(initReactI18next).init({
  lng: language,
  fallbackLng: 'en',
  resources: {
    en: { translation: en },
    ...(language !== 'en' && { [language]: { translation: await others[language]() } }),
  },
  // React escapes.
  interpolation: { escapeValue: false },
  enableSelector: true,
});

/** A text of the catalogue, in the reader's language. It is known before any other module runs, and changes with a reload. */
export const t = i18next.t;
