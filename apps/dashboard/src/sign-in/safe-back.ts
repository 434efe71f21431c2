/** The page to open after sign-in: a path of this site. Other URLs are dropped. */
export function safeBack(value: unknown): string | undefined {
  if (typeof value !== 'string' || !/^\/(?![/\\])/.test(value)) return undefined;
  const url = new URL(value, 'http://page.invalid');
  if (url.origin !== 'http://page.invalid' || url.pathname === '/sign-in') return undefined;
  return url.pathname + url.search;
}
