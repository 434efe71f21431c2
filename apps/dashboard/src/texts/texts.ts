import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from './en/en.js';
import { language } from './language.js';
import { baseOf, isLanguage, type Language } from './languages.js';

/** English stays the fallback, so only another language is loaded beside it. */
const others: Record<Exclude<Language, 'en'>, () => Promise<object>> = {
  de: async () => (await import('./de/de.js')).de,
};

/** German for Austria is German, too. */
const builtIn = baseOf(language);

await i18next.use(initReactI18next).init({
  lng: language,
  fallbackLng: 'en',
  resources: {
    en: { translation: en },
    ...(isLanguage(builtIn) && builtIn !== 'en' && { [builtIn]: { translation: await others[builtIn]() } }),
  },
  // React escapes.
  interpolation: { escapeValue: false },
  enableSelector: true,
});

/** A text of the catalogue, in the reader's language. It is known before any other module runs, and changes with a reload. */
export const t = i18next.t;
