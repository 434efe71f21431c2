import type { PortalLabels } from './labels.js';

const css = `
  :host { display: block; }
  :host([hidden]), [hidden] { display: none; }
  iframe { display: block; width: 100%; height: 30rem; border: 0; }
  [role='alert']:not(:empty) { padding: 1rem; font: inherit; }
  p { margin: 0 0 0.75rem; }
  button { font: inherit; padding: 0.375rem 0.875rem; cursor: pointer; }
`;

export interface View {
  readonly frame: HTMLIFrameElement;
  showFailure(labels: PortalLabels): void;
  hideFailure(): void;
}

/** Fills a shadow root. The sheet is constructed, since many pages' Content-Security-Policy allows no style element. */
export function createView(root: ShadowRoot, retry: () => void): View {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
  const frame = create('iframe', 'frame');
  frame.referrerPolicy = 'no-referrer';
  frame.allow = 'clipboard-write';
  const failure = create('div', 'failure');
  failure.setAttribute('role', 'alert');
  const text = create('p', 'failure-text');
  const button = create('button', 'retry');
  button.type = 'button';
  button.addEventListener('click', retry);
  root.replaceChildren(failure);
  return {
    frame,
    showFailure(labels) {
      text.textContent = labels.failed;
      button.textContent = labels.tryAgain;
      failure.replaceChildren(text, button);
    },
    hideFailure() {
      failure.replaceChildren();
    },
  };
}

function create<Name extends 'iframe' | 'div' | 'p' | 'button'>(name: Name, part: string): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  element.setAttribute('part', part);
  return element;
}
