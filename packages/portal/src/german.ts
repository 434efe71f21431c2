import type { PortalLabels } from './labels.js';

export const german: PortalLabels = {
  title: 'Webhooks',
  failed: 'Webhooks sind gerade nicht erreichbar.',
  tryAgain: 'Noch einmal versuchen',
};
