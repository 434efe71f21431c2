/** For a Select: a clear button that the keyboard and screen readers reach, too. */
export const removable = (label: string) =>
  ({
    clearable: true,
    clearButtonProps: { 'aria-label': label, 'aria-hidden': false, tabIndex: 0 },
    comboboxProps: { shadow: 'md', width: 'max-content', position: 'bottom-start' },
    styles: { dropdown: { minWidth: 220, maxWidth: 'min(32rem, 90vw)' } },
  }) as const;
