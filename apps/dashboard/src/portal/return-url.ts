const key = 'postrider.portal.return_url';

/** After a reload the token is gone, and with it what it opens. The way back is no secret, and stays for this tab. */
export function keepReturnUrl(url: string | null): void {
  try {
    if (url === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, url);
  } catch {
    // A browser may refuse storage.
  }
}

export function keptReturnUrl(): string | null {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}
