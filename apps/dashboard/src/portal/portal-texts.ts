import i18next from 'i18next';
import { inPortal } from '../texts/en/in-portal.js';
import { given } from '../texts/given.js';
import { language } from '../texts/language.js';
// The catalogue comes first, and these replace some of its texts.
import '../texts/texts.js';

const replace = (locale: string, texts: object): void => {
  i18next.addResourceBundle(locale, 'translation', texts, true, true);
};

replace('en', inPortal);
if (i18next.hasResourceBundle('de', 'translation')) {
  replace('de', (await import('../texts/de/in-portal.js')).inPortal);
}
if (given.texts) replace(language, given.texts);
