import type { Endpoint } from '@postrider/contracts';

/** What every dialog about an endpoint is given. */
export interface EndpointDialogProps {
  endpoint: Endpoint;
  onClose: () => void;
}
