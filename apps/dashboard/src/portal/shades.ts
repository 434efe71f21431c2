import type { MantineColorsTuple } from '@mantine/core';

type Rgb = readonly [red: number, green: number, blue: number];

/** The shade of buttons and links on a light page. */
const filled = 7;
/** As light as a link may be on the darkest surface of a light page (#f2f4f9), by WCAG AA. */
const lightestFilled = 0.16;
/** How much darker the shades after it are: that under the pointer, and text on a pale surface. */
const darker = [1, 0.7, 0.45];

/**
 * Ten shades of an accent color. The first ones are as light as the same shades of a palette whose texts are readable:
 * contrast depends on luminance alone. From the eighth on the accent itself is among them, if it carries white text.
 */
export function shadesOf(accent: string, palette: MantineColorsTuple): MantineColorsTuple {
  const color = rgbOf(accent);
  const own = Math.min(luminanceOf(color), lightestFilled);
  const shades = palette.map((shade, index) =>
    hexOf(withLuminance(color, index < filled ? luminanceOf(rgbOf(shade)) : own * (darker[index - filled] ?? 1))),
  );
  return shades as unknown as MantineColorsTuple;
}

/** WCAG 2: from 1 to 21. */
export function contrastOf(one: string, other: string): number {
  const [light = 0, dark = 0] = [one, other].map((color) => luminanceOf(rgbOf(color))).toSorted((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function rgbOf(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

const hexOf = (color: Rgb): string =>
  `#${color.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;

function luminanceOf(color: Rgb): number {
  const [red, green, blue] = color.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The color, mixed with white or black until it is that light, or a trace darker. */
function withLuminance(color: Rgb, wanted: number): Rgb {
  if (luminanceOf(color) === wanted) return color;
  const end = luminanceOf(color) > wanted ? 0 : 255;
  const mixed = (share: number): Rgb => color.map((part) => part + (end - part) * share) as unknown as Rgb;
  let [low, high] = [0, 1];
  for (let step = 0; step < 24; step += 1) {
    const middle = (low + high) / 2;
    const isTooLight = luminanceOf(mixed(middle)) > wanted;
    // Towards black more of the mix is darker, towards white lighter.
    if (isTooLight === (end === 0)) low = middle;
    else high = middle;
  }
  return mixed(end === 0 ? high : low);
}
