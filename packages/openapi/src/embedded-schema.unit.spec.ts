import { describe, expect, it } from '@jest/globals';
import { ComponentNames } from './component-names.js';
import { embedSchema } from './embedded-schema.js';

const componentsOf = (schema: object, taken: string[] = []): object | undefined =>
  embedSchema(schema as Record<string, unknown>, 'shop.order_data', new ComponentNames(taken))?.components;

describe('the schema of an event type as components', () => {
  it('is one without references', () => {
    const properties = { id: { type: 'string' } };
    expect(componentsOf({ type: 'object', properties })).toEqual({ ShopOrderData: { type: 'object', properties } });
  });

  it('has a component for each schema that a reference leads to, also within itself', () => {
    const schema = {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: 'https://example.com/order',
      type: 'object',
      properties: {
        total: { $ref: '#/$defs/money' },
        parts: { items: { $ref: '#' } },
        first: { type: 'string' },
        second: { $ref: '#/properties/first' },
      },
      $defs: {
        money: { properties: { currency: { $ref: '#/$defs/a~1b%20c' } } },
        'a/b c': { type: 'string' },
        unused: {},
      },
    };
    const to = (name: string): object => ({ $ref: `#/components/schemas/${name}` });
    expect(componentsOf(schema)).toEqual({
      ShopOrderData: {
        type: 'object',
        properties: {
          total: to('ShopOrderDataMoney'),
          parts: { items: to('ShopOrderData') },
          first: to('ShopOrderDataFirst'),
          second: to('ShopOrderDataFirst'),
        },
      },
      ShopOrderDataMoney: { properties: { currency: to('ShopOrderDataA1bC') } },
      ShopOrderDataA1bC: { type: 'string' },
      ShopOrderDataFirst: { type: 'string' },
    });
  });

  it('keeps the names of properties that are keywords elsewhere', () => {
    const properties = { $ref: { type: 'string' }, $defs: { type: 'string' }, items: true, deprecated: {} };
    expect(componentsOf({ type: 'object', properties })).toEqual({ ShopOrderData: { type: 'object', properties } });
  });

  it('leads the mapping of a discriminator to the components', () => {
    const cat = { $ref: '#/$defs/cat' };
    const discriminator = { propertyName: 'kind', mapping: { cat: '#/$defs/cat' } };
    const { ShopOrderData } = componentsOf({ oneOf: [cat], discriminator, $defs: { cat: {} } }) as Record<
      string,
      object
    >;
    const component = '#/components/schemas/ShopOrderDataCat';
    expect(ShopOrderData).toEqual({
      oneOf: [{ $ref: component }],
      discriminator: { propertyName: 'kind', mapping: { cat: component } },
    });
  });

  it('leaves out what a tool would follow to another file or host, and annotations that OpenAPI refuses', () => {
    const elsewhere = { $ref: 'https://example.com/secret' };
    const schema = {
      type: 'object',
      properties: { a: { const: elsewhere, default: [elsewhere], 'x-any': { deep: elsewhere }, minimum: 1 } },
      contentSchema: elsewhere,
      title: 5,
      deprecated: 'yes',
      examples: elsewhere,
      discriminator: 'kind',
    };
    expect(componentsOf(schema)).toEqual({
      ShopOrderData: { type: 'object', properties: { a: { minimum: 1 } } },
    });
  });

  it('is none if a reference leads nowhere', () => {
    expect(componentsOf({ $ref: '#/$defs/gone' })).toBeUndefined();
    expect(componentsOf({ $ref: 'https://example.com/x' })).toBeUndefined();
    expect(componentsOf({ $ref: '#/%zz' })).toBeUndefined();
  });

  it('is of an object, if it does not say what of', () => {
    expect(componentsOf({ properties: {} })).toEqual({ ShopOrderData: { type: 'object', properties: {} } });
    expect(componentsOf({})).toEqual({ ShopOrderData: { type: 'object' } });
    expect(componentsOf({ oneOf: [{}] })).toEqual({ ShopOrderData: { oneOf: [{}] } });
  });
});

describe('the name of a component', () => {
  it('has letters and digits, and begins with a letter', () => {
    const names = new ComponentNames([]);
    expect(['shop.order-placed_v2', '2fa.enabled', 'a§b', '-'].map((text) => names.claim(text))).toEqual([
      'ShopOrderPlacedV2',
      'Type2faEnabled',
      'AB',
      'Type',
    ]);
  });

  it('differs from all others, whatever their case', () => {
    const names = new ComponentNames(['EventType']);
    expect(['event.type', 'event_type', 'EVENT.TYPE', 'eventtype2'].map((text) => names.claim(text))).toEqual([
      'EventType2',
      'EventType3',
      'EVENTTYPE4',
      'Eventtype22',
    ]);
  });
});
