/** What the browser remembers under a name, as parsed JSON. A browser may refuse storage, and a text may be anything. */
export function remembered(name: string): unknown {
  try {
    return JSON.parse(window.localStorage.getItem(keyOf(name)) ?? 'null');
  } catch {
    return null;
  }
}

export function remember(name: string, value: unknown): void {
  try {
    window.localStorage.setItem(keyOf(name), JSON.stringify(value));
  } catch {
    // It is forgotten with the page.
  }
}

const keyOf = (name: string): string => `postrider.${name}`;
