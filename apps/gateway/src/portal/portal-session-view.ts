import type { PortalSession } from '@postrider/contracts';
import type { PortalSessionRow } from '@postrider/event-store';

type Shown = Pick<PortalSessionRow, 'id' | 'capabilities' | 'return_url' | 'theme' | 'created_at' | 'expires_at'>;

export const portalSessionView = ({
  id,
  capabilities,
  return_url,
  theme,
  created_at,
  expires_at,
}: Shown): PortalSession => ({
  id,
  capabilities,
  return_url,
  theme,
  created_at: created_at.toISOString(),
  expires_at: expires_at.toISOString(),
});
