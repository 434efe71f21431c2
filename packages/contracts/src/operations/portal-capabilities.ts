/**
 * What the token of a portal session may be allowed to do: read; change endpoints; send test events; replay and recover;
 * rotate signing secrets.
 */
export const portalCapabilities = ['view', 'manage', 'test', 'replay', 'secrets'] as const;
export type PortalCapability = (typeof portalCapabilities)[number];
