import { describe, expect, it } from '@jest/globals';
import * as contracts from '@postrider/contracts';
import { isOperationalType, isTypeOfCustomers } from './operational-type.js';

describe('the dashboard', () => {
  it.each([...Object.keys(contracts.operationalEventTypes), 'budget.exceeded'])('judges %s as the API does', (type) => {
    expect(isOperationalType(type)).toBe(contracts.isOperationalType(type));
    expect(isTypeOfCustomers(type)).toBe(contracts.isTypeOfCustomers(type));
  });
});
