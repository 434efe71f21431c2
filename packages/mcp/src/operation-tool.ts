import type { CallToolResult } from '@modelcontextprotocol/server';
import type { Operation } from '@postrider/contracts';
import type { CallApi } from './api-call.js';
import { callOperation } from './call-operation.js';
import { parseFields, selectFields, type Fields } from './result/select-fields.js';
import { WrongArguments } from './tool-request.js';
import { textResult } from './tool-result.js';
import { defaultLimit, takesFields, takesLimit } from './tool-schema.js';

type Arguments = Readonly<Record<string, unknown>>;
type Call = (args: Arguments, callApi: CallApi, signal: AbortSignal) => Promise<CallToolResult>;

/** Returns a function that calls an operation with the arguments of a tool. */
export function operationTool(operation: Operation): Call {
  const hasFields = takesFields(operation);
  const defaults = takesLimit(operation) ? { limit: defaultLimit } : {};
  return async ({ fields: named, ...others }, callApi, signal) => {
    const fields = hasFields ? fieldsOf(operation, named) : undefined;
    const args = hasFields || named === undefined ? others : { ...others, fields: named };
    const value = await callOperation(operation, { ...defaults, ...args }, callApi, signal);
    return textResult(value === undefined ? 'Done.' : selectFields(operation, value, fields));
  };
}

function fieldsOf(operation: Operation, named: unknown): Fields {
  const fields = parseFields(operation, named);
  if (typeof fields === 'object' && 'field' in fields) throw new WrongArguments([fields]);
  return fields;
}
