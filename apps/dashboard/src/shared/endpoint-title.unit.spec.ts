import { describe, expect, it } from '@jest/globals';
import { endpointTitle, shortUrl } from './endpoint-title.js';

const url = 'https://shop.example.com/hooks';

describe('the title of an endpoint', () => {
  it.each([
    ['Orders to the warehouse', 'Orders to the warehouse'],
    ['  Orders\nowned by logistics', 'Orders'],
    [null, 'shop.example.com/hooks'],
    [' \n ', 'shop.example.com/hooks'],
  ])('of description %j is %j', (description, title) => {
    expect(endpointTitle({ url, name: null, description })).toBe(title);
  });

  it('is its name before all else', () => {
    expect(endpointTitle({ url, name: 'Warehouse', description: 'Orders' })).toBe('Warehouse');
  });
});

describe('a URL in short', () => {
  it('has no scheme', () => {
    expect(shortUrl('http://127.0.0.1:8080/a')).toBe('127.0.0.1:8080/a');
  });

  it('is cut in the middle, so that its host and its end are left', () => {
    const short = shortUrl(`https://shop.example.com/${'very-'.repeat(40)}long/orders`);
    expect(short).toHaveLength(48);
    expect(short).toMatch(/^shop\.example\.com\/very.*….*long\/orders$/);
  });
});
