import { describe, expect, it } from '@jest/globals';
import { createContact } from './contacts.js';
import { wrongFields } from './wrong-fields.fixture.spec.js';

describe('the types of a contact', () => {
  const contact = { channel: 'email', address: 'ops@example.com' };
  it('of a customer are those that a customer gets', () => {
    const wrongTypes = (event_types: string[], customer?: string) =>
      wrongFields(createContact.body, {
        ...contact,
        event_types,
        ...(customer !== undefined && { customer }),
      });
    const ofOrganization = ['postrider.backlog.aging', 'postrider.operation.*'];
    expect(wrongTypes(['postrider.*', 'postrider.endpoint.*', 'postrider.delivery.failed'], 'acme')).toEqual([]);
    expect(wrongTypes(['postrider.*', ...ofOrganization], 'acme')).toEqual(['event_types.1', 'event_types.2']);
    expect(wrongTypes(ofOrganization)).toEqual([]);
  });
});
