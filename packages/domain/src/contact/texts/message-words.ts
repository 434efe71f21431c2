import { de } from './de.js';
import { en } from './en.js';
import type { MessageTexts, PlainName, PluralName } from './message-texts.js';

/** The language of an organization's messages, and its own texts. */
export interface MessageLanguage {
  /** Such as `de` or `pt-BR`; null for English. */
  language: string | null;
  /** Replace texts of the catalogue. */
  texts: Readonly<Record<string, string>> | null;
}

type Values = Readonly<Record<string, string | number>>;

/** Languages besides English. */
const catalogues: Readonly<Record<string, MessageTexts>> = { de };

/** Says what messages say, in one language. A text that it lacks is English. */
export class MessageWords {
  readonly language: string;
  readonly #texts: Readonly<Record<string, string>>;
  readonly #plurals: Intl.PluralRules;

  constructor({ language, texts }: MessageLanguage) {
    this.language = language ?? 'en';
    this.#plurals = new Intl.PluralRules(this.language);
    // German for Austria is German, too.
    const [base = ''] = this.language.toLowerCase().split('-');
    this.#texts = { ...en, ...(Object.hasOwn(catalogues, base) && catalogues[base]), ...texts };
  }

  say(name: PlainName, values: Values = {}): string {
    return this.#fill(name, values);
  }

  /** A text in the form of the plural that the number needs. */
  count(name: PluralName, count: number, values: Values = {}): string {
    const form = `${name}_${this.#plurals.select(count)}`;
    return this.#fill(Object.hasOwn(this.#texts, form) ? form : `${name}_other`, { ...values, count });
  }

  /** A time in UTC: the sender does not know where the reader is. */
  time(at: string): string {
    const date = new Date(at);
    return this.say('date', {
      day: date.getUTCDate(),
      month: this.say('months').split(' ')[date.getUTCMonth()] ?? '',
      year: date.getUTCFullYear(),
      time: date.toISOString().slice(11, 16),
    });
  }

  #fill(name: string, values: Values): string {
    const text = this.#texts[name] ?? '';
    return text.replace(/\{\{(\w+)\}\}/g, (_, value: string) => String(values[value] ?? ''));
  }
}
