/** `webhook_endpoint_not_found` → `WebhookEndpointNotFound`. */
export const pascalCase = (name: string): string =>
  name
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
