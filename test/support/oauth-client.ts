import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import type {
  OAuthClientMetadata,
  OAuthClientProvider,
  OAuthDiscoveryState,
  StoredOAuthClientInformation,
  StoredOAuthTokens,
} from '@modelcontextprotocol/client';

/** A program on the user's machine: it keeps what the SDK gives it, and listens for the browser that comes back. */
export class OAuthProgram implements OAuthClientProvider {
  client: StoredOAuthClientInformation | undefined;
  stored: StoredOAuthTokens | undefined;
  /** Where the browser has to go. */
  authorizationUrl: URL | undefined;
  #verifier = '';
  #discovery: OAuthDiscoveryState | undefined;
  #callbacks: URL[] = [];

  private constructor(
    private readonly server: Server,
    readonly name: string,
    private readonly ownState: string,
  ) {}

  static async start({ name = 'Agent of a test', state = 'a state' } = {}): Promise<OAuthProgram> {
    const server = createServer();
    const program = new OAuthProgram(server, name, state);
    server.on('request', ({ url = '' }, response) => {
      if (url.startsWith('/callback')) program.#callbacks.push(new URL(url, program.redirectUrl));
      response.setHeader('content-type', 'text/html').end('<title>Back</title><h1>Back in the program</h1>');
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return program;
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  get redirectUrl(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/callback`;
  }

  get clientMetadata(): OAuthClientMetadata {
    return { client_name: this.name, redirect_uris: [this.redirectUrl], token_endpoint_auth_method: 'none' };
  }

  /** The parameters with which the browser came back. */
  get callback(): URLSearchParams {
    const last = this.#callbacks.at(-1);
    if (!last) throw new Error('the browser has not come back');
    return last.searchParams;
  }

  state(): string {
    return this.ownState;
  }

  clientInformation(): StoredOAuthClientInformation | undefined {
    return this.client;
  }

  saveClientInformation(client: StoredOAuthClientInformation): void {
    this.client = client;
  }

  tokens(): StoredOAuthTokens | undefined {
    return this.stored;
  }

  saveTokens(tokens: StoredOAuthTokens): void {
    this.stored = tokens;
  }

  redirectToAuthorization(url: URL): void {
    this.authorizationUrl = url;
  }

  saveCodeVerifier(verifier: string): void {
    this.#verifier = verifier;
  }

  codeVerifier(): string {
    return this.#verifier;
  }

  discoveryState(): OAuthDiscoveryState | undefined {
    return this.#discovery;
  }

  saveDiscoveryState(state: OAuthDiscoveryState): void {
    this.#discovery = state;
  }
}
