import { describe, expect, it } from '@jest/globals';
import type { EndpointFields } from './endpoint-queries.js';
import { stillWrong } from './still-wrong.js';

const refused: EndpointFields = {
  url: 'example.com',
  event_types: [],
  name: null,
  description: null,
  rate_limit: null,
  envelope: 'default',
};
const errors = { url: 'Expected a URL.', event_types: 'Expected at least one event type.' };

describe('the errors of a form', () => {
  it('stay at fields that are as they were', () => {
    expect(stillWrong(errors, { ...refused, name: 'Shop' }, refused)).toEqual(errors);
  });

  it('go with a change', () => {
    const changed = { ...refused, url: 'https://example.com', event_types: ['*'] };
    expect(stillWrong(errors, changed, refused)).toEqual({});
  });

  it('stay at a URL until it is one', () => {
    expect(stillWrong(errors, { ...refused, url: 'ftp://example.com', event_types: ['*'] }, refused)).toEqual({
      url: errors.url,
    });
  });
});
