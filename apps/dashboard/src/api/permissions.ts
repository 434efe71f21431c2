import type { PortalCapability } from '@postrider/contracts';

/** What the reader may do; undefined: everything. */
let permitted: ReadonlySet<PortalCapability> | undefined;

/** Whether the reader is a customer in the portal, instead of somebody who is signed in to the dashboard. */
export const isPortal = (): boolean => permitted !== undefined;

export const can = (capability: PortalCapability): boolean => permitted === undefined || permitted.has(capability);

/** Must be called before any page is loaded: some decide once what they show. */
export const confineTo = (capabilities: readonly PortalCapability[]): void => {
  permitted = new Set(capabilities);
};
