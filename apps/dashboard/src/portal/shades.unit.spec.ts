import { describe, expect, it } from '@jest/globals';
import { postal } from '../theme.js';
import { contrastOf, shadesOf } from './shades.js';

const accents = ['#ffcc00', '#1f6feb', '#000000', '#ffffff', '#e11d48', '#16a34a', '#808080', '#0f172a', '#00ffff'];
/** As far as rounding to 8 bits moves a contrast. */
const readable = 4.4;

describe('the shades of an accent color', () => {
  it.each(accents)('carry white text and are readable as links, light and dark: %s', (accent) => {
    const shades = shadesOf(accent, postal);
    for (const index of [6, 7, 8] as const) expect(contrastOf(shades[index], '#ffffff')).toBeGreaterThan(readable);
    for (const page of ['#ffffff', '#f7f8fa', '#f2f4f9']) {
      expect(contrastOf(shades[7], page)).toBeGreaterThan(readable);
    }
    for (const page of ['#1a2029', '#212835', '#12161d']) {
      expect(contrastOf(shades[4], page)).toBeGreaterThan(readable);
    }
    expect(contrastOf(shades[9], shades[1])).toBeGreaterThan(readable);
  });

  it('have the accent itself among them if it carries white text, and else a darker one', () => {
    expect(shadesOf('#1a66e0', postal)[7]).toBe('#1a66e0');
    expect(shadesOf('#ffcc00', postal)[7]).not.toBe('#ffcc00');
  });
});
