import { describe, expect, it } from '@jest/globals';
import { currentSchemaVersion, upcast, type Upcasters } from './upcast.js';

/** Once EndpointDeleted was empty, then it said by whom, now by whom and why. */
const registry: Upcasters = {
  EndpointDeleted: [
    (data) => ({ ...(data as object), by: 'unknown' }),
    (data) => ({ ...(data as object), why: 'not given' }),
  ],
};
const stored = { type: 'EndpointDeleted', data: { kept: 1 } };

describe('a stored event', () => {
  it('of the first version is brought to the current shape step by step', () => {
    expect(upcast({ ...stored, schema_version: 1 }, registry)).toEqual({
      type: 'EndpointDeleted',
      data: { kept: 1, by: 'unknown', why: 'not given' },
    });
  });

  it('of a version in between takes only the steps that it lacks', () => {
    const data = { by: 'operator' };
    expect(upcast({ ...stored, schema_version: 2, data }, registry).data).toEqual({ by: 'operator', why: 'not given' });
  });

  it('of the current version stays as it is', () => {
    const data = { by: 'operator', why: 'moved' };
    expect(upcast({ ...stored, schema_version: 3, data }, registry).data).toBe(data);
  });

  it('of a newer program is refused rather than misread', () => {
    expect(() => upcast({ ...stored, schema_version: 4 }, registry)).toThrow(
      'EndpointDeleted has schema version 4, which this program does not know',
    );
    expect(() => upcast({ type: 'ReplayRequested', schema_version: 2, data: {} }, registry)).toThrow('ReplayRequested');
  });

  it('keeps its own data unchanged', () => {
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

describe('the version under which an event is written', () => {
  it('is one more than there are steps', () => {
    expect(currentSchemaVersion('EndpointDeleted', registry)).toBe(3);
    expect(currentSchemaVersion('EndpointCreated', registry)).toBe(1);
  });

  it('is the first for events whose shape has never changed', () => {
    for (const type of ['EndpointCreated', 'EventPublished']) expect(currentSchemaVersion(type)).toBe(1);
  });
});
