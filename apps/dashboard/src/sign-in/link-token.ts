/**
 * The one-time link's token, if the URL has one in its fragment. It is taken out of the URL at once: out of sight, and out
 * of the browser's history.
 */
let taken: string | undefined;

export function takeLinkToken(): string | undefined {
  const token = decodeURIComponent(location.hash.slice(1));
  if (token !== '') {
    taken = token;
    history.replaceState(history.state, '', location.pathname + location.search);
  }
  return taken;
}
