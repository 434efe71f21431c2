import { describe, expect, it } from '@jest/globals';
import { pageBefore, trailBehind } from './trail.js';

describe('the way through the pages of a list', () => {
  it('leads back page by page to the first', () => {
    const second = trailBehind({}, undefined);
    const third = trailBehind(second, 'two');
    expect(pageBefore(third)).toEqual({ cursor: 'two', state: second });
    expect(pageBefore(second)).toEqual({ cursor: undefined, state: { trail: [] } });
    expect(pageBefore({ trail: [] })).toBeUndefined();
  });

  it('is not known on a page that was opened by its link', () => {
    expect(pageBefore({})).toBeUndefined();
  });
});
