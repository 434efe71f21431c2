/** What ids name, by their prefix. */
const nouns = {
  org: 'an organization',
  key: 'an API key',
  ses: 'a session',
  whe: 'an endpoint',
  evt: 'an event',
  whd: 'a delivery',
  blk: 'a bulk operation',
} as const;

export type IdPrefix = keyof typeof nouns;

const idPattern = /^([a-z]{3})_[0-7][0-9a-hjkmnp-tv-z]{25}$/;
/** Prefixes of other systems, too. */
const likeAnId = /^([a-z]{2,8})_[0-9a-z]{8,}$/i;
const idLength = 30;

const isPrefix = (text: string | undefined): text is IdPrefix => text !== undefined && Object.hasOwn(nouns, text);

/** The prefix of a well-formed id. */
export function idPrefixOf(text: string): IdPrefix | undefined {
  const [, prefix] = idPattern.exec(text) ?? [];
  return isPrefix(prefix) ? prefix : undefined;
}

/** What is wrong with a text that looks like an id. */
export function idHint(given: string): string | undefined {
  const text = given.trim();
  const valid = idPrefixOf(text);
  if (valid === 'org' || valid === 'ses') return `This is the id of ${nouns[valid]}, which has no page here.`;
  if (valid !== undefined) return undefined;
  const prefix = likeAnId.exec(text)?.[1]?.toLowerCase();
  if (prefix === undefined) return undefined;
  if (!isPrefix(prefix)) {
    return `No id of Postrider begins with ${prefix}_: events have evt_, deliveries whd_, endpoints whe_, bulk operations blk_.`;
  }
  return text.length < idLength
    ? `The id of ${nouns[prefix]} has ${idLength} characters; this has ${text.length}.`
    : `This is not a valid id of ${nouns[prefix]}.`;
}
