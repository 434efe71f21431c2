import type { PortalTheme, PortalView } from '@postrider/contracts';
import type { Credential } from '../api/credential.js';
import type { Embedder } from './embedder.js';
import { fetchView } from './fetch-view.js';
import type { EmbedderMessage } from './messages.js';

/** What the pages show of the session. */
export interface PortalState {
  /** Of the latest session; undefined if there was none. */
  view: PortalView | undefined;
  isOver: boolean;
  /** What the embedding page wants; else the view has it. */
  theme: PortalTheme | undefined;
}

type SessionMessage = Extract<EmbedderMessage, { type: 'session' }>;

/** How long before its end a session is renewed. */
const aheadMs = 60_000;
/** How long the embedding page may take for a new session, which its server has to create. */
const patienceMs = 30_000;

/**
 * The session of this page, with its token, which is kept here and nowhere else. In a frame the embedding page renews it;
 * what it does not renew in time is over, until it does. In a window of its own the session just ends.
 */
export class PortalSession implements Credential {
  #token: string | undefined;
  #state: PortalState = { view: undefined, isOver: false, theme: undefined };
  #waiting: ((isRenewed: boolean) => void)[] = [];
  #patience: ReturnType<typeof setTimeout> | undefined;
  #end: ReturnType<typeof setTimeout> | undefined;
  #ahead: ReturnType<typeof setTimeout> | undefined;
  readonly #listeners = new Set<() => void>();

  constructor(private readonly embedder: Embedder | undefined) {}

  get token(): string | undefined {
    return this.#token;
  }

  get state(): PortalState {
    return this.#state;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Resolves once it is known what the session opens, or that there is none. `first` gets the first message. */
  async open(token: string | undefined, first: (message: SessionMessage) => void): Promise<void> {
    let isFirst = true;
    this.embedder?.onMessage((message) => {
      if (message.type === 'session' && isFirst) {
        isFirst = false;
        first(message);
      }
      this.#heed(message);
    });
    this.embedder?.tell({ type: 'ready' });
    if (token !== undefined && (await this.#use(token))) return;
    await this.#renewed(token === undefined ? undefined : { type: 'renew' });
  }

  /** Goes on with the session of another token. */
  take(token: string): void {
    void this.#use(token);
  }

  async renew(refused: string | undefined): Promise<boolean> {
    if (refused !== this.#token) return true;
    return this.#renewed({ type: 'renew' });
  }

  #heed(message: EmbedderMessage): void {
    const { theme } = message;
    if (theme) this.#change({ theme });
    if (message.type === 'session') this.take(message.token);
  }

  /** Whether the token is of a session that goes on. */
  async #use(token: string): Promise<boolean> {
    const isLatest = (): boolean => this.#token === token;
    const before = this.#token;
    this.#token = token;
    const found = await fetchView(token, isLatest);
    if (!isLatest()) return true;
    if (!found) {
      // A session that the embedding page has just given is not worth asking for again.
      if (before !== undefined) this.#finish();
      return false;
    }
    clearTimeout(this.#end);
    clearTimeout(this.#ahead);
    const { view, remaining } = found;
    this.#end = setTimeout(() => void this.renew(token), remaining);
    if (this.embedder) {
      this.#ahead = setTimeout(
        () => this.embedder?.tell({ type: 'renew' }),
        Math.max(remaining - aheadMs, remaining / 2),
      );
    }
    this.#change({ view, isOver: false });
    this.#settle(true);
    return true;
  }

  /** Asks the embedding page once for all that wait. */
  #renewed(message: { type: 'renew' } | undefined): Promise<boolean> {
    const { embedder } = this;
    if (!embedder) {
      this.#finish();
      return Promise.resolve(false);
    }
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      if (this.#patience !== undefined) return;
      if (message) embedder.tell(message);
      this.#patience = setTimeout(() => {
        this.#finish();
      }, patienceMs);
    });
  }

  #finish(): void {
    this.#change({ isOver: true });
    this.#settle(false);
  }

  #settle(isRenewed: boolean): void {
    clearTimeout(this.#patience);
    this.#patience = undefined;
    for (const resolve of this.#waiting.splice(0)) resolve(isRenewed);
  }

  #change(changes: Partial<PortalState>): void {
    this.#state = { ...this.#state, ...changes };
    for (const listener of this.#listeners) listener();
  }
}
