import type { Endpoint } from '@postrider/contracts';

const longest = 48;

/** The name, or else the description's first line, or else the URL without its scheme. */
export function endpointTitle({ name, url, description }: Pick<Endpoint, 'name' | 'url' | 'description'>): string {
  const [title = ''] = (name ?? description ?? '').trim().split('\n');
  return title === '' ? shortUrl(url) : title;
}

/** Without the scheme. A long one is cut in the middle: hosts and the ends of paths tell URLs apart. */
export function shortUrl(url: string): string {
  const text = url.replace(/^https?:\/\//, '');
  if (text.length <= longest) return text;
  const half = (longest - 1) / 2;
  return `${text.slice(0, Math.ceil(half))}…${text.slice(-Math.floor(half))}`;
}
