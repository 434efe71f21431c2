import { t } from '../texts/texts.js';

/** Of Postrider's ids. */
const prefixes = ['org', 'key', 'ses', 'whe', 'evt', 'whd', 'blk', 'cus'] as const;

export type IdPrefix = (typeof prefixes)[number];

const idPattern = /^([a-z]{3})_[0-7][0-9a-hjkmnp-tv-z]{25}$/;
/** Prefixes of other systems, too. */
const likeAnId = /^([a-z]{2,8})_[0-9a-z]{8,}$/i;
const idLength = 30;

const isPrefix = (text: string | undefined): text is IdPrefix => prefixes.some((prefix) => prefix === text);

/** The prefix of a well-formed id. */
export function idPrefixOf(text: string): IdPrefix | undefined {
  const [, prefix] = idPattern.exec(text) ?? [];
  return isPrefix(prefix) ? prefix : undefined;
}

/** What is wrong with a text that looks like an id. */
export function idHint(given: string): string | undefined {
  const text = given.trim();
  const valid = idPrefixOf(text);
  if (valid === 'org' || valid === 'ses') return t(($) => $.search.hints.noPage[valid]);
  if (valid !== undefined) return undefined;
  const prefix = likeAnId.exec(text)?.[1]?.toLowerCase();
  if (prefix === undefined) return undefined;
  if (!isPrefix(prefix)) {
    return t(($) => $.search.hints.unknown, { prefix });
  }
  const noun = t(($) => $.search.nouns[prefix]);
  return text.length < idLength
    ? t(($) => $.search.hints.short, { noun, length: idLength, given: text.length })
    : t(($) => $.search.hints.invalid, { noun });
}
