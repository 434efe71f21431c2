import type { PortalLabels } from './labels.js';
import { parseFrameMessage, sessionMessage, themeMessage, type Appearance, type PortalTheme } from './messages.js';
import { addressOf, type FetchToken, type PortalSession } from './session.js';
import { Sessions } from './sessions.js';
import { createView, type View } from './view.js';

/** What the portal needs of its element. */
export interface PortalHost {
  readonly fetchToken: FetchToken;
  readonly appearance: () => Appearance;
  readonly labels: () => PortalLabels;
  readonly dispatch: (event: Event) => void;
}

/** How long the portal may take to say that it is ready: at all, and once its page is loaded. */
const readyMs = { atAll: 30_000, onceLoaded: 5_000 };

/** The portal in its frame, from when the element is in a document until it is removed. */
export class EmbeddedPortal {
  readonly #stopped = new AbortController();
  readonly #sessions: Sessions;
  readonly #view: View;
  #address: string | undefined;
  #isReady = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly root: ShadowRoot,
    private readonly host: PortalHost,
  ) {
    const { signal } = this.#stopped;
    this.#sessions = new Sessions(host.fetchToken, signal);
    this.#view = createView(root, () => {
      this.retry();
    });
    this.#view.frame.addEventListener('load', () => {
      if (!this.#isReady && this.#address !== undefined) this.#expectReady(readyMs.onceLoaded);
    });
    window.addEventListener(
      'message',
      (event) => {
        this.#receive(event);
      },
      { signal },
    );
    this.#run(() => this.#open());
  }

  /** Nothing happens afterwards, whatever a call that is under way returns. */
  stop(): void {
    this.#stopped.abort(new Error('the element was removed'));
    clearTimeout(this.#timer);
    this.#view.frame.remove();
    this.#view.hideFailure();
  }

  retry(): void {
    this.#view.hideFailure();
    this.#sessions.forgive();
    this.#run(() => (this.#isReady ? this.#renew() : this.#open()));
  }

  showTheme(theme: PortalTheme): void {
    if (this.#isReady) this.#post(themeMessage(theme));
  }

  /** The page takes its language with its first session. */
  reload(): void {
    if (this.#isReady) this.#run(() => this.#open());
  }

  #receive({ source, origin, data }: MessageEvent<unknown>): void {
    const { frame } = this.#view;
    if (this.#address === undefined || source === null || source !== frame.contentWindow) return;
    if (origin !== new URL(this.#address).origin) return;
    const message = parseFrameMessage(data);
    if (message?.type === 'height') frame.style.height = `${message.height}px`;
    else if (message?.type === 'renew') this.#run(() => this.#renew());
    else if (message?.type === 'ready') this.#run(() => this.#greet());
  }

  /** Loads the page, which says when it is ready for a session. */
  async #open(): Promise<void> {
    this.#load(await this.#sessions.get());
  }

  #load(session: PortalSession): void {
    const { frame } = this.#view;
    this.#address = addressOf(session);
    this.#isReady = false;
    frame.title = this.host.labels().title;
    frame.hidden = false;
    // Before it is in the document: it would load an empty page first.
    frame.src = this.#address;
    if (!frame.isConnected) this.root.append(frame);
    this.#expectReady(readyMs.atAll);
  }

  #expectReady(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#view.frame.hidden = true;
      this.#fail(new Error(this.#whyNotReady()));
    }, ms);
  }

  #whyNotReady(): string {
    const portal = this.#address === undefined ? 'its server' : new URL(this.#address).origin;
    return `the portal at ${portal} is not ready: it allows the origins of its settings alone (is ${window.location.origin} one of them?), and this page's Content-Security-Policy has to allow ${portal} in frame-src`;
  }

  /** The page is there, for the first time or after it was loaded again. */
  async #greet(): Promise<void> {
    clearTimeout(this.#timer);
    this.#isReady = true;
    this.#view.hideFailure();
    this.#view.frame.hidden = false;
    await this.#send();
    this.host.dispatch(new Event('ready'));
  }

  async #send(): Promise<void> {
    this.#show(await this.#sessions.get());
  }

  async #renew(): Promise<void> {
    this.#show(await this.#sessions.renew());
    this.#view.hideFailure();
    this.host.dispatch(new Event('renew'));
  }

  #show(session: PortalSession): void {
    if (addressOf(session) === this.#address) this.#post(sessionMessage(session.token, this.host.appearance()));
    else this.#load(session);
  }

  /** To the portal's origin alone: another page in the frame gets no token. */
  #post(message: object): void {
    if (this.#address === undefined) return;
    this.#view.frame.contentWindow?.postMessage(message, new URL(this.#address).origin);
  }

  #run(work: () => Promise<void>): void {
    const { signal } = this.#stopped;
    const unlessStopped = async (): Promise<void> => {
      try {
        await work();
      } catch (error) {
        if (!signal.aborted) this.#fail(error);
      }
    };
    if (!signal.aborted) void unlessStopped();
  }

  #fail(error: unknown): void {
    this.#view.showFailure(this.host.labels());
    const message = error instanceof Error ? error.message : String(error);
    this.host.dispatch(new ErrorEvent('error', { error, message }));
  }
}
