/** A call of the REST API. */
export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Includes the query string. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON text. */
  readonly body?: string;
}

export interface ApiResponse {
  readonly status: number;
  readonly retryAfter?: string | undefined;
  /** JSON text; empty if there is none. */
  readonly body: string;
}

/** Makes a call with the user's key. Rejects if the call is aborted or gets no response. */
export type CallApi = (request: ApiRequest, signal: AbortSignal) => Promise<ApiResponse>;
