const nameOf = (key: string): string => `postrider.${key}`;

/** A choice of this browser's user; null if there is none, or outside a browser. A browser may refuse storage. */
export function remembered(key: string): string | null {
  try {
    return typeof window === 'undefined' ? null : window.localStorage.getItem(nameOf(key));
  } catch {
    return null;
  }
}

/** False where the browser refuses storage. */
export function remember(key: string, value: string): boolean {
  try {
    window.localStorage.setItem(nameOf(key), value);
    return true;
  } catch {
    return false;
  }
}
