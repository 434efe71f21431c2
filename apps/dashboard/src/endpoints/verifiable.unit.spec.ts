import { requestFormats } from '@postrider/contracts';
import { expect, it } from '@jest/globals';
import { isVerifiable } from './verifiable.js';

it('the snippets verify requests with the headers of Standard Webhooks, and no others', () => {
  const verifiable = Object.entries(requestFormats).filter(([, format]) => isVerifiable(format));
  expect(verifiable.map(([name]) => name)).toEqual(['default', 'standard-webhooks']);
});
