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

const german: PortalLabels = {
  title: 'Webhooks',
  failed: 'Webhooks sind gerade nicht erreichbar.',
  tryAgain: 'Noch einmal versuchen',
};

export const labelsOf = (language: string | undefined, own: Partial<PortalLabels> | undefined): PortalLabels => ({
  ...(/^de\b/i.test(language ?? '') ? german : english),
  ...own,
});
