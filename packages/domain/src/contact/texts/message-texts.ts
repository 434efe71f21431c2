import { en } from './en.js';

/** A text in all its words. */
export type MessageTexts = Record<keyof typeof en, string>;
export type MessageTextName = keyof MessageTexts;

/** The name of a text with forms of the plural, without the form. */
export type PluralName = MessageTextName extends infer N ? (N extends `${infer Name}_other` ? Name : never) : never;
export type PlainName = Exclude<MessageTextName, `${PluralName}_one` | `${PluralName}_other`>;

/** The forms of all languages. */
const forms = new Set(['zero', 'one', 'two', 'few', 'many', 'other']);

const valuesIn = (text: string): string[] => text.match(/\{\{.*?\}\}/g) ?? [];

/** A message without its link to unsubscribe would be spam. */
const link = '{{url}}';
const noLink = `expected ${link} in it`;

/** The English text that one of this name replaces. */
function replacedBy(name: string): string | undefined {
  const texts: Readonly<Record<string, string>> = en;
  if (Object.hasOwn(texts, name)) return texts[name];
  const [, plural = '', form = ''] = /^(.+)_([a-z]+)$/.exec(name) ?? [];
  const other = `${plural}_other`;
  return forms.has(form) && Object.hasOwn(texts, other) ? texts[other] : undefined;
}

/** What is wrong with texts that replace those of the catalogue. */
export function textProblems(texts: Readonly<Record<string, string>>): { name: string; message: string }[] {
  return Object.entries(texts).flatMap(([name, text]) => {
    const replaced = replacedBy(name);
    if (replaced === undefined) return { name, message: 'is not a text of messages' };
    const known = valuesIn(replaced);
    const wrong = valuesIn(text).find((value) => !known.includes(value));
    if (wrong === undefined) return known.includes(link) && !text.includes(link) ? { name, message: noLink } : [];
    const expected = known.length === 0 ? 'no value' : known.join(', ');
    return { name, message: `expected ${expected} in it, and not ${wrong}` };
  });
}
