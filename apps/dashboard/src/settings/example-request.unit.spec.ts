import { describe, expect, it } from '@jest/globals';
import { requestFormats, version } from '@postrider/contracts';
import { exampleHeaders } from './example-request.js';

describe('the headers of an example request', () => {
  it('have the names of the format, in the order of a request', () => {
    expect(exampleHeaders(requestFormats.default).map(([name]) => name)).toEqual([
      'content-type',
      'webhook-id',
      'x-modelux-event',
      'x-modelux-delivery',
      'x-modelux-attempt',
      'user-agent',
      'x-modelux-signature',
      'webhook-timestamp',
      'webhook-signature',
      'x-modelux-customer',
    ]);
  });

  it('lack what is not sent', () => {
    expect(exampleHeaders({ ...requestFormats.github, user_agent: null }).map(([name]) => name)).toEqual([
      'content-type',
      'X-GitHub-Delivery',
      'X-GitHub-Event',
      'X-Hub-Signature-256',
    ]);
  });

  it('show what a template becomes', () => {
    expect(exampleHeaders(requestFormats.stripe)).toContainEqual([
      'Stripe-Signature',
      't=1795438313,v1=5f2b8c04d1e97a63…',
    ]);
    expect(exampleHeaders(requestFormats.shopify)).toContainEqual(['X-Shopify-Hmac-Sha256', 'X4yME0nc6XpjKq8w…']);
    expect(exampleHeaders(requestFormats.svix)).toContainEqual(['svix-signature', 'v1,X4yME0nc6XpjKq8w…']);
    expect(exampleHeaders(requestFormats.stripe)).toContainEqual(['user-agent', `Postrider/${version}`]);
  });
});
