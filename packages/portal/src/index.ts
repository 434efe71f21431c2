import { PostriderPortalElement } from './portal-element.js';

export { PostriderPortalElement };
export type { PortalLabels } from './labels.js';
export type { PortalTexts, PortalTheme } from './messages.js';
export type { FetchToken, PortalSession } from './session.js';

declare global {
  interface HTMLElementTagNameMap {
    'postrider-portal': PostriderPortalElement;
  }
}

// Two copies of this package may be in one page.
if (typeof customElements !== 'undefined' && !customElements.get('postrider-portal')) {
  customElements.define('postrider-portal', PostriderPortalElement);
}
