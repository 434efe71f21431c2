'use client';

import { createElement, useEffect, useState, type CSSProperties, type ReactElement } from 'react';
import type { FetchToken, PortalLabels, PortalTexts, PortalTheme, PostriderPortalElement } from './index.js';
import './index.js';

export type { FetchToken, PortalLabels, PortalSession, PortalTexts, PortalTheme } from './index.js';

export interface PostriderPortalProps {
  /** Resolves to a new session of the customer who is signed in. For another customer, change the `key` of the component. */
  readonly fetchToken: FetchToken;
  readonly theme?: PortalTheme | undefined;
  readonly language?: string | undefined;
  readonly texts?: PortalTexts | undefined;
  readonly labels?: Partial<PortalLabels> | undefined;
  readonly onReady?: (() => void) | undefined;
  readonly onRenew?: (() => void) | undefined;
  readonly onError?: ((error: unknown) => void) | undefined;
  readonly className?: string | undefined;
  readonly style?: CSSProperties | undefined;
}

export function PostriderPortal({ className, style, theme, language, ...props }: PostriderPortalProps): ReactElement {
  const { fetchToken, texts, labels, onReady, onRenew, onError } = props;
  const [element, setElement] = useState<PostriderPortalElement | null>(null);
  useEffect(() => {
    if (!element) return;
    const listening = new AbortController();
    const listen = (name: string, listener: (event: Event) => void): void => {
      element.addEventListener(name, listener, { signal: listening.signal });
    };
    listen('ready', () => onReady?.());
    listen('renew', () => onRenew?.());
    listen('error', (event) => onError?.((event as ErrorEvent).error));
    return () => {
      listening.abort();
    };
  }, [element, onReady, onRenew, onError]);
  useEffect(() => {
    // The last one starts it.
    if (element) Object.assign(element, { texts, labels, fetchToken });
  }, [element, texts, labels, fetchToken]);
  // React 18 passes properties of custom elements as attributes, and knows no className of theirs.
  return createElement('postrider-portal', { ref: setElement, class: className, style, theme, language });
}
