import { sanitize } from '@postrider/terminal';

/** `plan=pro, region=eu`; undefined for none. */
export function metadataText(metadata: Readonly<Record<string, string>>): string | undefined {
  const pairs = Object.entries(metadata).map(([name, value]) => `${name}=${value}`);
  return pairs.length === 0 ? undefined : sanitize(pairs.join(', '));
}
