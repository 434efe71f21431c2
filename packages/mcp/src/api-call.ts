/** One call of the REST API, as a tool makes it. */
export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** With its query string. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON text. */
  readonly body?: string;
}

export interface ApiAnswer {
  readonly status: number;
  readonly retryAfter?: string | undefined;
  /** JSON text; empty where there is none. */
  readonly body: string;
}

/** Makes a call with the key of whoever uses the tools. Rejects when it is aborted, or gets no answer. */
export type CallApi = (request: ApiRequest, signal: AbortSignal) => Promise<ApiAnswer>;
