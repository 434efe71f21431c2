import { InvalidArgumentError } from 'commander';

/** Parses `plan=pro`; a repeated option adds a pair, and `none` is no pairs. The value may have further equals signs. */
export function metadata(text: string, before: Readonly<Record<string, string>> = {}): Record<string, string> {
  if (text === 'none') return {};
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('Expected a name and a value, such as plan=pro.');
  // Every name is a property of its own, also __proto__.
  return Object.fromEntries([...Object.entries(before), [text.slice(0, at), text.slice(at + 1)]]);
}

/** Parses `plan=pro` to the form of a filter. */
export function metadataFilter(text: string): string {
  const [pair] = Object.entries(metadata(text));
  if (!pair) throw new InvalidArgumentError('Expected a name and a value, such as plan=pro.');
  return pair.join(':');
}

export const metadataOption = [
  '--metadata <name=value>',
  'a text of your own, such as plan=pro; repeatable; none removes all',
  metadata,
] as const;
