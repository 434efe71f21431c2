import { EmbeddedPortal } from './embedded-portal.js';
import { labelsOf, type PortalLabels } from './labels.js';
import { isTheme, type Appearance, type PortalTexts } from './messages.js';
import type { FetchToken } from './session.js';

/** On a server there are no elements, and the module can be imported nevertheless. */
const ElementBase = typeof HTMLElement === 'undefined' ? (Object as unknown as typeof HTMLElement) : HTMLElement;

/**
 * `<postrider-portal>`: shows the portal once it has `fetchToken`. Fires `ready` when the portal is loaded, `renew` when it
 * has a new session, and `error` with what went wrong.
 */
export class PostriderPortalElement extends ElementBase {
  static readonly observedAttributes: readonly string[] = ['theme', 'language'];

  /** Texts that replace the portal's. Set them before `fetchToken`. */
  declare texts: PortalTexts | undefined;
  /** Texts that replace the element's own. */
  declare labels: Partial<PortalLabels> | undefined;
  #fetchToken: FetchToken | undefined;
  #portal: EmbeddedPortal | undefined;

  get fetchToken(): FetchToken | undefined {
    return this.#fetchToken;
  }

  /** Another function is used from the next call on. Undefined ends the session's use, and removes the portal. */
  set fetchToken(fetchToken: FetchToken | undefined) {
    this.#fetchToken = fetchToken;
    if (fetchToken === undefined) this.#stop();
    else this.#start();
  }

  /** Does what the button "Try again" does. */
  retry(): void {
    this.#portal?.retry();
  }

  connectedCallback(): void {
    this.#takeEarlyFetchToken();
    this.#start();
  }

  disconnectedCallback(): void {
    this.#stop();
  }

  attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    if (before === after) return;
    if (name === 'language') this.#portal?.reload();
    else if (isTheme(after)) this.#portal?.showTheme(after);
  }

  /** A property that was set before the element was defined hides the accessor. */
  #takeEarlyFetchToken(): void {
    const early = Object.getOwnPropertyDescriptor(this, 'fetchToken')?.value as FetchToken | undefined;
    if (early === undefined) return;
    Reflect.deleteProperty(this, 'fetchToken');
    this.fetchToken = early;
  }

  #start(): void {
    if (this.#portal || !this.#fetchToken || !this.isConnected) return;
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    this.#portal = new EmbeddedPortal(root, {
      fetchToken: () => this.#requireFetchToken()(),
      appearance: () => this.#appearance(),
      labels: () => labelsOf(this.getAttribute('language') ?? undefined, this.labels),
      dispatch: (event) => this.dispatchEvent(event),
    });
  }

  #stop(): void {
    this.#portal?.stop();
    this.#portal = undefined;
  }

  #requireFetchToken(): FetchToken {
    if (!this.#fetchToken) throw new TypeError('fetchToken is not set');
    return this.#fetchToken;
  }

  #appearance(): Appearance {
    const theme = this.getAttribute('theme');
    return {
      theme: isTheme(theme) ? theme : undefined,
      language: this.getAttribute('language') ?? undefined,
      texts: this.texts,
    };
  }
}
