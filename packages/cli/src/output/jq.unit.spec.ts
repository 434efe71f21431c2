import { describe, expect, it } from '@jest/globals';
import { requireFilter, runFilter } from './jq.js';

describe('a filter of jq', () => {
  it('prints strings as text, other values as JSON, and numbers in their spelling', async () => {
    const json = '{"a":18446744073709551617,"b":10.50,"c":["x\\ny",{"d":null}]}';
    expect(await runFilter(json, '.a, .b, .c[]')).toBe('18446744073709551617\n10.50\nx\ny\n{"d":null}');
    expect(await runFilter(json, 'empty')).toBe('');
  });

  it('is checked before it runs', async () => {
    await requireFilter('.a # a comment');
    await expect(requireFilter('.a[')).rejects.toThrow(/^--jq: syntax error, unexpected \w+$/);
    await expect(requireFilter('.a |')).rejects.toThrow(/^--jq: syntax error/);
    await expect(requireFilter('nope')).rejects.toThrow(/^--jq: nope\/0 is not defined$/);
  });

  it('fails with the reason of jq', async () => {
    await expect(runFilter('{"a":"x"}', '.a + 1')).rejects.toThrow('string ("x") and number (1) cannot be added');
  });
});
