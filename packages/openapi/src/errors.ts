import { ErrorBody, errorCodes, exampleOfError, type ErrorCode } from '@postrider/contracts';
import type { ZodOpenApiResponseObject } from 'zod-openapi';
import { commonHeaders, managementHeaders, retryAfter } from './headers.js';
import { pascalCase } from './names.js';

/** The error responses of a document. Responses with the same codes share a component. */
export class ErrorResponses {
  readonly #known = new Map<string, ZodOpenApiResponseObject>();

  /** By status. */
  of(codes: readonly ErrorCode[]): Record<string, ZodOpenApiResponseObject> {
    const byStatus = Map.groupBy(inOrder(codes), (code) => errorCodes[code].status);
    return Object.fromEntries([...byStatus].map(([status, those]) => [String(status), this.#response(those)]));
  }

  #response(codes: readonly ErrorCode[]): ZodOpenApiResponseObject {
    const id = codes.map(pascalCase).join('Or');
    const response = this.#known.get(id) ?? errorResponse(id, codes);
    this.#known.set(id, response);
    return response;
  }
}

const inOrder = (codes: readonly ErrorCode[]): ErrorCode[] =>
  (Object.keys(errorCodes) as ErrorCode[]).filter((code) => codes.includes(code));

function errorResponse(id: string, codes: readonly ErrorCode[]): ZodOpenApiResponseObject {
  return {
    id,
    description: codes.map((code) => `\`${code}\`: ${errorCodes[code].when}`).join('\n\n'),
    headers: headersOf(codes),
    content: {
      'application/json': {
        schema: ErrorBody,
        examples: Object.fromEntries(
          codes.map((code) => [code, { summary: errorCodes[code].when, value: exampleOfError(code) }]),
        ),
      },
    },
  };
}

function headersOf(codes: readonly ErrorCode[]): NonNullable<ZodOpenApiResponseObject['headers']> {
  if (codes.includes('rate_limited')) return { ...managementHeaders, ...retryAfter };
  const isTemporary = codes.includes('publish_limited') || codes.includes('service_unavailable');
  return isTemporary ? { ...commonHeaders, ...retryAfter } : commonHeaders;
}
