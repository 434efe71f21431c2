import {
  McpServer,
  ProtocolError,
  ProtocolErrorCode,
  type CallToolResult,
  type Tool,
} from '@modelcontextprotocol/server';
import type { CallApi } from './api-call.js';
import { instructions } from './instructions.js';
import { toolRequest, WrongArguments } from './tool-request.js';
import { errorResult, failure, toolResult } from './tool-result.js';
import { inputSchema, outputSchema } from './tool-schema.js';
import { toolOperations, type ToolOperation } from './tools.js';
import { version } from '@postrider/contracts';

export interface McpOptions {
  readonly callApi: CallApi;
  /** Offers only the tools that change nothing. */
  readonly readOnly: boolean;
}

/** How long clients may cache the list of tools. It changes with a new version and with the settings. */
const toolsTtlMs = 60_000;

const byName = new Map(toolOperations.map((tool) => [tool.operation.name, tool]));
const allTools = toolOperations.map(describeTool);
const argumentsOf = new Map(
  allTools.map(({ name, inputSchema }) => [name, new Set(Object.keys(inputSchema.properties ?? {}))]),
);

/**
 * An MCP server whose tools call the API, for one connection or one request. API errors, including invalid arguments,
 * are results with `isError`; an unknown tool is protocol error -32602.
 *
 * The handlers are set on the low-level server: `McpServer.registerTool` would validate the arguments a second time with
 * different messages, and create every schema again for every request.
 */
export function createMcpServer({ callApi, readOnly }: McpOptions): McpServer {
  const mcp = new McpServer(
    { name: 'postrider', title: 'Postrider', version },
    {
      instructions: instructions(readOnly),
      cacheHints: { 'tools/list': { ttlMs: toolsTtlMs, cacheScope: 'private' } },
    },
  );
  const isOffered = ({ annotations }: Pick<Tool, 'annotations'>): boolean =>
    !readOnly || annotations?.readOnlyHint === true;
  mcp.server.registerCapabilities({ tools: {} });
  mcp.server.setRequestHandler('tools/list', () => ({ tools: allTools.filter(isOffered) }));
  mcp.server.setRequestHandler('tools/call', ({ params }, { mcpReq }) => {
    const tool = byName.get(params.name);
    if (!tool) throw noTool(`there is no tool "${params.name.slice(0, 100)}"; tools/list returns the tools`);
    if (!isOffered(tool)) throw noTool(`${params.name} is not available: this server is read-only`);
    return callTool(tool, params.arguments ?? {}, callApi, mcpReq.signal);
  });
  return mcp;
}

function describeTool({ operation, annotations }: ToolOperation): Tool {
  const output = outputSchema(operation);
  return {
    name: operation.name,
    title: operation.summary,
    description: describe(operation),
    inputSchema: inputSchema(operation),
    ...(output && { outputSchema: output }),
    annotations: { title: operation.summary, ...annotations },
  };
}

function describe({ description, errors }: ToolOperation['operation']): string {
  return errors.length === 0 ? description : `${description} Specific errors: ${errors.join(', ')}.`;
}

async function callTool(
  { operation }: ToolOperation,
  args: Readonly<Record<string, unknown>>,
  callApi: CallApi,
  signal: AbortSignal,
): Promise<CallToolResult> {
  try {
    return toolResult(
      operation,
      await callApi(toolRequest(operation, argumentsOf.get(operation.name) ?? new Set(), args), signal),
    );
  } catch (error) {
    if (error instanceof WrongArguments) return errorResult(error.body);
    signal.throwIfAborted();
    const reason = error instanceof Error ? error.message : 'unknown';
    return failure('no_answer', `no response from Postrider: ${reason}`, noResponseHint);
  }
}

const noResponseHint =
  'The call may have taken effect. Try again; repeat changes with the same idempotency_key. If the error persists, tell the user that Postrider cannot be reached.';

const noTool = (message: string): ProtocolError => new ProtocolError(ProtocolErrorCode.InvalidParams, message);
