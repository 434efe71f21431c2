import type { Endpoint } from '@postrider/contracts';

const longest = 48;

/** The description's first line, or else the URL without its scheme. */
export function endpointTitle({ url, description }: Pick<Endpoint, 'url' | 'description'>): string {
  const [name = ''] = (description ?? '').trim().split('\n');
  return name === '' ? shortUrl(url) : name;
}

/** Without the scheme. A long one is cut in the middle: hosts and the ends of paths tell URLs apart. */
export function shortUrl(url: string): string {
  const text = url.replace(/^https?:\/\//, '');
  if (text.length <= longest) return text;
  const half = (longest - 1) / 2;
  return `${text.slice(0, Math.ceil(half))}…${text.slice(-Math.floor(half))}`;
}
