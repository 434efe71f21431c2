import type { McpServerOptions } from './mcp.js';

/** A call of a tool as an agent makes it over HTTP, and what it cost. */
export interface Call {
  readonly name: string;
  /** Bytes of the parameters and the result, which a model reads. */
  readonly bytes: number;
}

/** Requests of `/mcp` without a client, whose bytes are counted. */
export class CostlyMcp {
  readonly calls: Call[] = [];

  constructor(private readonly server: McpServerOptions) {}

  async request(method: string, params: object = {}): Promise<{ result: unknown; bytes: number }> {
    const response = await fetch(`${this.server.url}/mcp`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${this.server.key}`,
        accept: 'application/json, text/event-stream',
        'content-type': 'application/json',
      },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
    });
    const text = await response.text();
    const json = /^data: (.*)$/m.exec(text)?.[1] ?? text;
    const { result } = JSON.parse(json) as { result?: unknown };
    if (result === undefined) throw new Error(`${method} failed: ${json}`);
    const bytes = Buffer.byteLength(JSON.stringify(params)) + Buffer.byteLength(JSON.stringify(result));
    return { result, bytes };
  }

  /** Returns the JSON of a call; undefined if it is empty. Throws if the call fails. */
  async call<T = unknown>(name: string, args: object = {}): Promise<T> {
    const { result, bytes } = await this.request('tools/call', { name, arguments: args });
    const { content, isError } = result as { content: [{ text: string }]; isError?: boolean };
    const [{ text }] = content;
    if (isError === true) throw new Error(`${name} failed: ${text}`);
    this.calls.push({ name, bytes });
    return (text === 'Done.' ? undefined : JSON.parse(text)) as T;
  }
}
