import { createContext, use, useSyncExternalStore } from 'react';
import type { PortalSession, PortalState } from './portal-session.js';

export const PortalContext = createContext<PortalSession | undefined>(undefined);

export function usePortal(): PortalState {
  const session = use(PortalContext);
  if (!session) throw new Error('the page has no portal session');
  return useSyncExternalStore(session.subscribe, () => session.state);
}
