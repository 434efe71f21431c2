import type { Operation } from '@postrider/contracts';
import type { CallApi } from './api-call.js';
import { toolRequest } from './tool-request.js';
import { noResponse, responseValue } from './tool-result.js';
import { argumentNames } from './tool-schema.js';

const argumentsOf = new WeakMap<Operation, ReadonlySet<string>>();

/**
 * Calls the API and returns the response; undefined if it is empty. Throws WrongArguments, and FailedCall if the API
 * refuses the call or does not respond.
 */
export async function callOperation(
  operation: Operation,
  args: Readonly<Record<string, unknown>>,
  callApi: CallApi,
  signal: AbortSignal,
): Promise<Record<string, unknown> | undefined> {
  const known = argumentsOf.get(operation) ?? argumentNames(operation);
  argumentsOf.set(operation, known);
  const request = toolRequest(operation, known, args);
  const response = await callApi(request, signal).catch((error: unknown) => {
    signal.throwIfAborted();
    throw noResponse(error);
  });
  return responseValue(operation, response);
}
