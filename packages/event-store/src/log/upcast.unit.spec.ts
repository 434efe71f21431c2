import { describe, expect, it } from '@jest/globals';
import { currentSchemaVersion, upcast, type Upcasters } from './upcast.js';

/** EndpointDeleted was empty in version 1, got `by` in version 2, and `why` in version 3. */
const registry: Upcasters = {
  EndpointDeleted: [
    (data) => ({ ...(data as object), by: 'unknown' }),
    (data) => ({ ...(data as object), why: 'not given' }),
  ],
};
const stored = { type: 'EndpointDeleted', data: { kept: 1 } };

describe('a stored event', () => {
  it('of the first version is upcast through all steps', () => {
    expect(upcast({ ...stored, schema_version: 1 }, registry)).toEqual({
      type: 'EndpointDeleted',
      data: { kept: 1, by: 'unknown', why: 'not given' },
    });
  });

  it('of a version in between is upcast through the later steps', () => {
    const data = { by: 'operator' };
    expect(upcast({ ...stored, schema_version: 2, data }, registry).data).toEqual({ by: 'operator', why: 'not given' });
  });

  it('of the current version is unchanged', () => {
    const data = { by: 'operator', why: 'moved' };
    expect(upcast({ ...stored, schema_version: 3, data }, registry).data).toBe(data);
  });

  it('of a newer release is rejected', () => {
    expect(() => upcast({ ...stored, schema_version: 4 }, registry)).toThrow(
      'EndpointDeleted has schema version 4, which this release does not know',
    );
    expect(() => upcast({ type: 'ReplayRequested', schema_version: 2, data: {} }, registry)).toThrow('ReplayRequested');
  });

  it('is not modified in place', () => {
    const data = { kept: 1 };
    upcast({ ...stored, schema_version: 1, data }, registry);
    expect(data).toEqual({ kept: 1 });
  });
});

describe('an event from before deliveries had a queue', () => {
  it.each([
    ['DeliveryScheduled', 'deliver'],
    ['RetryScheduled', 'retry'],
    ['ReplayRequested', 'replay'],
  ])('%s belongs to %s', (type, queue) => {
    expect(upcast({ type, schema_version: 1, data: { kept: 1 } })).toEqual({ type, data: { kept: 1, queue } });
    expect(currentSchemaVersion(type)).toBe(2);
  });
});

describe('the version of new events', () => {
  it('is one more than the number of upcasters', () => {
    expect(currentSchemaVersion('EndpointDeleted', registry)).toBe(3);
    expect(currentSchemaVersion('EndpointCreated', registry)).toBe(1);
  });

  it('is the first for events whose shape has never changed', () => {
    for (const type of ['EndpointCreated', 'EventPublished']) expect(currentSchemaVersion(type)).toBe(1);
  });
});
