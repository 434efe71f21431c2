import { describe, expect, it } from '@jest/globals';
import { requestFormatNames, requestFormats as ofTheApi } from '@postrider/contracts';
import { presetOf, presets, requestFormats, sameFormat } from './request-formats.js';

describe('the presets of request formats', () => {
  it('are those of the API', () => {
    expect(requestFormats).toEqual(ofTheApi);
    expect(presets).toEqual(requestFormatNames);
  });

  it.each(requestFormatNames)('are known from the format: %s', (name) => {
    const { headers, ...rest } = ofTheApi[name];
    const otherOrder = { ...rest, headers: Object.fromEntries(Object.entries(headers).toReversed()) as typeof headers };
    expect(presetOf(otherOrder)).toBe(name);
  });

  it('are none of a format with other names', () => {
    const changed = { ...requestFormats.github, user_agent: null };
    expect(presetOf(changed)).toBeUndefined();
    expect(sameFormat(changed, requestFormats.github)).toBe(false);
  });
});
