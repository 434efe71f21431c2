import { describe, expect, it } from '@jest/globals';
import { metadata, metadataFilter } from './metadata.js';

describe('metadata', () => {
  it('has a pair for each option, and the last value of a name', () => {
    expect(metadata('plan=free', metadata('region=eu=1'))).toEqual({ region: 'eu=1', plan: 'free' });
    expect(metadata('plan=', metadata('plan=pro'))).toEqual({ plan: '' });
    expect(metadata('none', metadata('plan=pro'))).toEqual({});
    expect(Object.keys(metadata('__proto__=x'))).toEqual(['__proto__']);
  });

  it('of a filter is one pair', () => {
    expect(metadataFilter('plan=pro:1')).toBe('plan:pro:1');
    expect(() => metadataFilter('none')).toThrow('Expected a name and a value');
  });

  it.each(['', 'plan', '=pro'])('%j is none', (text) => {
    expect(() => metadata(text)).toThrow('Expected a name and a value');
  });
});
