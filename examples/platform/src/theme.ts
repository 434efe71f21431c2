import { useEffect, useState } from 'react';

export type Theme = 'light' | 'dark';

/** The theme of the browser, until the reader chooses the other one. */
export function useTheme() {
  const [theme, setTheme] = useState<Theme>(() =>
    matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light',
  );
  useEffect(() => {
    document.documentElement.style.colorScheme = theme;
  }, [theme]);
  return [theme, setTheme] as const;
}
