import { describe, expect, it } from '@jest/globals';
import { eventTypes } from '@postrider/contracts';
import { openApiDocument } from './document.js';
import { organizationDocument, type DescribedType } from './organization.js';

interface Document {
  info: { description: string };
  webhooks: Record<string, { post: { description: string; requestBody: { content: Record<string, object> } } }>;
  components: { schemas: Record<string, object>; parameters: Record<string, object> };
}

const enough = { maxBytes: 1_000_000 };
const documentOf = (types: readonly DescribedType[], limits = enough): Document =>
  organizationDocument(types, limits) as Document;

const paid: DescribedType = {
  type: 'invoice.paid',
  description: 'Paid.',
  example: { total: 5 },
  schema: { type: 'object', properties: { total: { $ref: '#/$defs/cents' } }, $defs: { cents: { type: 'integer' } } },
};

describe('the document of an organization', () => {
  it('has a webhook for each of its types, and everything else of the public document', () => {
    const shared = JSON.parse(JSON.stringify(openApiDocument())) as Document & { paths: object };
    const { webhooks, components, ...rest } = documentOf([paid, { ...paid, type: 'invoice.lost', schema: null }]);
    expect(Object.keys(webhooks)).toEqual(['invoice.paid', 'invoice.lost']);
    expect(rest).toEqual({ ...rest, paths: shared.paths, info: shared.info });
    expect(components.schemas).toMatchObject(shared.components.schemas);
    expect(components.parameters).toMatchObject(shared.components.parameters);
  });

  it('has the schema of a type in that of its payload', () => {
    const { webhooks, components } = documentOf([paid]);
    expect(webhooks['invoice.paid']?.post).toMatchObject({
      description: expect.stringMatching(/^Paid\./),
      requestBody: {
        content: {
          'application/json': {
            schema: { $ref: '#/components/schemas/InvoicePaidPayload' },
            examples: { event: { value: { type: 'invoice.paid', data: { total: 5 } } }, test: {} },
          },
        },
      },
    });
    expect(components.schemas.InvoicePaidPayload).toMatchObject({
      required: ['id', 'type', 'timestamp', 'data'],
      properties: { type: { const: 'invoice.paid' }, data: { $ref: '#/components/schemas/InvoicePaidData' } },
    });
    expect(components.schemas).toMatchObject({
      InvoicePaidData: { properties: { total: { $ref: '#/components/schemas/InvoicePaidDataCents' } } },
      InvoicePaidDataCents: { type: 'integer' },
    });
    expect(components.parameters).toHaveProperty('WebhookSignatureHeader');
  });

  it('keeps the schemas of types apart whose names differ in their separators only', () => {
    const types = ['invoice.paid', 'invoice_paid.data', 'invoice.paid_data', 'INVOICE.paid'];
    const { webhooks, components } = documentOf(types.map((type) => ({ ...paid, type })));
    const own = Object.keys(components.schemas).filter((name) => /invoice(paid)/i.test(name));
    expect(new Set(own.map((name) => name.toLowerCase())).size).toBe(3 * types.length);
    expect(Object.keys(webhooks)).toEqual(types);
  });

  it('leaves out types beyond its limit, and says how many', () => {
    const { webhooks, info } = documentOf(
      eventTypes.map((each) => ({ ...each, schema: null })),
      { maxBytes: 6_000 },
    );
    const missing = eventTypes.length - Object.keys(webhooks).length;
    expect(missing).toBeGreaterThan(0);
    expect(missing).toBeLessThan(eventTypes.length);
    expect(info.description).toContain(`${String(missing)} event types are left out (limit 6000 bytes`);
    expect(documentOf([paid]).info.description).not.toContain('left out');
  });

  it('has no example that a tool would follow elsewhere', () => {
    const { webhooks } = documentOf([{ ...paid, example: { deep: [{ $ref: 'file:///etc/passwd' }] } }]);
    expect(webhooks['invoice.paid']?.post.requestBody.content['application/json']).not.toHaveProperty('examples');
  });
});
