import { join } from 'node:path';

import { Client, type ClientOptions, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { getDefaultEnvironment, StdioClientTransport } from '@modelcontextprotocol/client/stdio';

const stdioProgram = join(import.meta.dirname, '../../packages/mcp/dist/stdio/main.js');

export interface McpServerOptions {
  readonly url: string;
  readonly key: string;
  readonly args?: readonly string[];
}

/** A command with its arguments. */
type Program = readonly [string, ...string[]];

/** The protocol's revision without `initialize`, or the earlier ones. */
const modern: ClientOptions = { versionNegotiation: { mode: { pin: '2026-07-28' } } };

const clients: Client[] = [];

async function connect(transport: Parameters<Client['connect']>[0], options: ClientOptions = {}): Promise<McpClient> {
  const client = new Client({ name: 'e2e', version: '0' }, options);
  clients.push(client);
  await client.connect(transport);
  return new McpClient(client);
}

const overHttp = ({ url, key }: McpServerOptions, path = '/mcp'): StreamableHTTPClientTransport =>
  new StreamableHTTPClientTransport(new URL(path, url), {
    requestInit: { headers: { authorization: `Bearer ${key}` } },
  });

const overStdio = (
  { url, key, args = [] }: McpServerOptions,
  [command, ...first]: Program = [process.execPath, stdioProgram],
): StdioClientTransport =>
  new StdioClientTransport({
    command,
    args: [...first, ...args],
    env: { ...getDefaultEnvironment(), POSTRIDER_URL: url, POSTRIDER_KEY: key },
  });

export const connectHttp = (server: McpServerOptions, path?: string): Promise<McpClient> =>
  connect(overHttp(server, path));
export const connectModernHttp = (server: McpServerOptions): Promise<McpClient> => connect(overHttp(server), modern);
export const connectStdio = (server: McpServerOptions): Promise<McpClient> => connect(overStdio(server));
export const connectModernStdio = (server: McpServerOptions): Promise<McpClient> => connect(overStdio(server), modern);

export const connectProgram = (program: Program, server: McpServerOptions): Promise<McpClient> =>
  connect(overStdio(server, program));

export async function closeClients(): Promise<void> {
  await Promise.all(clients.splice(0).map((client) => client.close()));
}

/** The error of a failed tool call. */
export interface ToolError {
  readonly code: string;
  readonly message: string;
  readonly field?: string;
  readonly hint?: string;
  readonly retry_after_seconds?: number;
}

/** The MCP SDK's client. */
export class McpClient {
  readonly called = new Set<string>();

  constructor(readonly client: Client) {}

  async toolNames(): Promise<string[]> {
    return (await this.client.listTools()).tools.map(({ name }) => name);
  }

  /** Returns the JSON of a call; undefined if it is empty. Throws if the call fails. */
  async call<T = unknown>(name: string, args: Record<string, unknown> = {}): Promise<T> {
    this.called.add(name);
    const { isError, structuredContent, content } = await this.client.callTool({ name, arguments: args });
    const text = onlyText(content);
    if (isError === true) throw new Error(`${name} failed: ${text}`);
    if (structuredContent !== undefined) throw new Error(`${name}: the result comes twice`);
    return (text === 'Done.' ? undefined : JSON.parse(text)) as T;
  }

  /** Returns the error of a call. Throws if the call succeeds. */
  async fail(name: string, args: Record<string, unknown> = {}, signal?: AbortSignal): Promise<ToolError> {
    const { isError, content } = await this.client.callTool({ name, arguments: args }, signal && { signal });
    const text = onlyText(content);
    if (isError !== true) throw new Error(`${name} did not fail: ${text}`);
    return (JSON.parse(text) as { error: ToolError }).error;
  }
}

function onlyText(content: unknown): string {
  const [block, ...others] = content as { type: string; text?: string }[];
  if (block?.type !== 'text' || block.text === undefined || others.length > 0) {
    throw new Error(`expected one text, got ${JSON.stringify(content)}`);
  }
  return block.text;
}
