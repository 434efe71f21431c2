import {
  McpServer,
  ProtocolError,
  ProtocolErrorCode,
  type CallToolResult,
  type Tool,
} from '@modelcontextprotocol/server';
import { version, type Operation } from '@postrider/contracts';
import type { CallApi } from './api-call.js';
import { callOperation } from './call-operation.js';
import { explain, explainTool } from './explain/explain-tool.js';
import { instructions } from './instructions.js';
import { operationTool } from './operation-tool.js';
import { getPrompt, prompts } from './prompts/prompts.js';
import { listResources, readResource, resourceTemplates } from './resources/resources.js';
import { WrongArguments } from './tool-request.js';
import { errorResult, FailedCall } from './tool-result.js';
import { inputSchema } from './tool-schema.js';
import { toolOperations } from './tools.js';

export interface McpOptions {
  readonly callApi: CallApi;
  /** Offers only the tools that change nothing. */
  readonly readOnly: boolean;
}

/** How long clients may cache the lists. They change with a new version, with the settings, and with the event types. */
const listTtlMs = 60_000;
const cached = { ttlMs: listTtlMs, cacheScope: 'private' } as const;

type Arguments = Readonly<Record<string, unknown>>;

interface AgentTool {
  readonly tool: Tool;
  readonly call: (args: Arguments, callApi: CallApi, signal: AbortSignal) => Promise<CallToolResult>;
}

const agentTools: readonly AgentTool[] = [
  { tool: explainTool, call: explain },
  ...toolOperations.map((each) => ({
    tool: {
      name: each.operation.name,
      description: each.description,
      inputSchema: inputSchema(each),
      annotations: each.annotations,
    },
    call: operationTool(each.operation),
  })),
];
const byName = new Map(agentTools.map((each) => [each.tool.name, each]));

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
      cacheHints: {
        'tools/list': cached,
        'prompts/list': cached,
        'resources/list': cached,
        'resources/templates/list': cached,
      },
    },
  );
  const isOffered = ({ annotations }: Tool): boolean => !readOnly || annotations?.readOnlyHint === true;
  const { server } = mcp;
  server.registerCapabilities({ tools: {}, prompts: {}, resources: {} });
  server.setRequestHandler('tools/list', () => ({ tools: agentTools.map(({ tool }) => tool).filter(isOffered) }));
  server.setRequestHandler('tools/call', ({ params }, { mcpReq }) => {
    const found = byName.get(params.name);
    if (!found) throw noTool(`there is no tool "${params.name.slice(0, 100)}"; tools/list returns the tools`);
    if (!isOffered(found.tool)) throw noTool(`${params.name} is not available: this server is read-only`);
    return asResult(found.call(params.arguments ?? {}, callApi, mcpReq.signal));
  });
  server.setRequestHandler('prompts/list', () => ({ prompts }));
  server.setRequestHandler('prompts/get', ({ params }) => getPrompt(params.name, params.arguments));
  server.setRequestHandler('resources/templates/list', () => ({ resourceTemplates }));
  const callFor =
    (signal: AbortSignal) =>
    (operation: Operation, args: Arguments): Promise<unknown> =>
      callOperation(operation, args, callApi, signal);
  server.setRequestHandler('resources/list', (_, { mcpReq }) => asError(listResources(callFor(mcpReq.signal))));
  server.setRequestHandler('resources/read', ({ params }, { mcpReq }) =>
    asError(readResource(params.uri, callFor(mcpReq.signal))),
  );
  return mcp;
}

/** An error of a tool is a result, so that the model can react. */
async function asResult(called: Promise<CallToolResult>): Promise<CallToolResult> {
  try {
    return await called;
  } catch (error) {
    if (error instanceof WrongArguments) return errorResult(error.body);
    if (error instanceof FailedCall) return error.result;
    throw error;
  }
}

/** Outside of tools, an error of the API is one of the protocol. */
async function asError<T>(called: Promise<T>): Promise<T> {
  try {
    return await called;
  } catch (error) {
    if (error instanceof FailedCall) throw new ProtocolError(ProtocolErrorCode.InternalError, error.text);
    throw error;
  }
}

const noTool = (message: string): ProtocolError => new ProtocolError(ProtocolErrorCode.InvalidParams, message);
