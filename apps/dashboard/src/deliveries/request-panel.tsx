import type { Attempt, DeliveryDetail } from '@postrider/contracts';
import { CopyButton } from '../parts/copy-button.js';
import { useEndpoint } from '../shared/all-endpoints.js';
import { curlCommand } from './curl-command.js';
import classes from './delivery.module.css';
import { HeaderList } from './header-list.js';
import { hasAllHeaders } from './sent-headers.js';

interface RequestPanelProps {
  delivery: DeliveryDetail;
  attempt: Attempt;
}

/** The request of an attempt. Its body is the payload, which the page shows once. */
export function RequestPanel({ delivery, attempt }: RequestPanelProps) {
  return (
    <>
      <HeaderList
        what="Request headers"
        headers={Object.entries(attempt.request_headers)}
        note={
          hasAllHeaders(attempt)
            ? 'Host, Connection and Content-Length, which HTTP itself adds, are not listed.'
            : 'The signatures, the time and the version are not stored: no request was sent, or by an older version.'
        }
      />
      <CopyAsCurl delivery={delivery} attempt={attempt} />
    </>
  );
}

/** The URL is the endpoint's own of today. Of a deleted endpoint, there is none. */
function CopyAsCurl({ delivery: { endpoint_id, payload }, attempt: { request_headers } }: RequestPanelProps) {
  const endpoint = useEndpoint(endpoint_id);
  if (endpoint === undefined || payload === null) return null;
  return (
    <div className={classes.curl}>
      <CopyButton
        wide
        words="Copy as curl"
        what="the curl command: set WEBHOOK_SECRET before you run it"
        value={curlCommand({ url: endpoint.url, request_headers, body: JSON.stringify(payload) })}
      />
      <span className={classes.curlNote}>
        Signs with <code>$WEBHOOK_SECRET</code> when you run it.
      </span>
    </div>
  );
}
