export const german = {
  title: 'Webhooks',
  failed: 'Webhooks sind gerade nicht erreichbar.',
  tryAgain: 'Noch einmal versuchen',
};
