import { describe, expect, it } from '@jest/globals';
import { newId } from '@postrider/contracts';
import { dashboardPath } from './dashboard-path.js';

describe('the path in the dashboard', () => {
  it.each([
    [undefined, '/'],
    ['overview', '/'],
    ['keys', '/keys'],
    ['operations', '/deliveries/bulk'],
  ])('of the page %s is %s', (page, path) => {
    expect(dashboardPath(page, {})).toBe(path);
  });

  it.each([
    ['endpoint', '/endpoints'],
    ['delivery', '/deliveries'],
    ['event', '/events'],
    ['customer', '/customers'],
    ['bulkOperation', '/deliveries/bulk'],
  ] as const)('of an id of kind %s is below %s', (kind, folder) => {
    const id = newId(kind, new Date());
    expect(dashboardPath(id, {})).toBe(`${folder}/${id}`);
  });

  it('of an id of your own follows from what it names', () => {
    expect(dashboardPath(undefined, { event: 'order:1/2' })).toBe('/events/order%3A1%2F2');
    expect(dashboardPath(undefined, { customer: 'acme' })).toBe('/customers/acme');
    expect(dashboardPath(undefined, { eventType: 'budget.exceeded' })).toBe('/event-types/budget.exceeded');
  });

  it('is refused for anything else', () => {
    for (const what of ['order-1', 'toString', newId('apiKey', new Date())]) {
      expect(() => dashboardPath(what, {})).toThrow('expected an id');
    }
    expect(() => dashboardPath('keys', { event: 'order-1' })).toThrow('expected one page or object');
  });
});
