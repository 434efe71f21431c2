import { german } from './german.js';

/** Texts of the element itself. Those of the portal are in the frame. */
export interface PortalLabels {
  /** Title of the frame, which screen readers say. */
  readonly title: string;
  readonly failed: string;
  readonly tryAgain: string;
}

const english: PortalLabels = {
  title: 'Webhooks',
  failed: 'Webhooks are not available right now.',
  tryAgain: 'Try again',
};

export const labelsOf = (language: string | undefined, own: Partial<PortalLabels> | undefined): PortalLabels => ({
  ...(/^de\b/i.test(language ?? '') ? german : english),
  ...own,
});
