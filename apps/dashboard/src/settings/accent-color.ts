import { postal } from '../theme.js';
import { shadesOf } from '../portal/shades.js';

export const isColor = (text: string): boolean => /^#[\da-f]{6}$/i.test(text);

/** A shade of each surface: the portal has them in the same places. */
const filled = { light: 7, dark: 6 };
const link = { light: 7, dark: 4 };

/** The browser's color field knows complete colors alone. */
export const pickerColor = (text: string): string => (isColor(text) ? text : (postal[filled.light] ?? ''));

/** Colors of buttons and links in the portal, on light and on dark pages. */
export function accentColors(accent: string | undefined): { filled: string; link: string } {
  const shades = accent === undefined ? postal : shadesOf(accent, postal);
  const onBoth = ({ light, dark }: typeof filled): string =>
    `light-dark(${shades[light] ?? ''}, ${shades[dark] ?? ''})`;
  return { filled: onBoth(filled), link: onBoth(link) };
}
