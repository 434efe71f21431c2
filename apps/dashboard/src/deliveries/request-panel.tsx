import type { Attempt, DeliveryDetail } from '@postrider/contracts';
import { Trans } from 'react-i18next';
import { CopyButton } from '../parts/copy-button.js';
import { Id } from '../parts/id.js';
import { useEndpoint } from '../shared/all-endpoints.js';
import { t } from '../texts/texts.js';
import { curlCommand, isSignedAnew } from './curl-command.js';
import classes from './delivery.module.css';
import { HeaderList } from './header-list.js';
import { useAttemptUrl } from './use-attempt-url.js';

const method = 'POST';

interface RequestPanelProps {
  delivery: DeliveryDetail;
  attempt: Attempt;
}

/** The request of an attempt. Its body is the payload, which the page shows once. */
export function RequestPanel({ delivery, attempt }: RequestPanelProps) {
  const url = useAttemptUrl(delivery.endpoint_id, [attempt])(attempt);
  return (
    <>
      {url !== undefined && (
        <div className={classes.requestLine} role="group" aria-label={t(($) => $.deliveries.request.line)}>
          <span>{method}</span> <Id value={url} what={t(($) => $.deliveries.request.theUrl)} />
        </div>
      )}
      <HeaderList
        what={t(($) => $.deliveries.request.headers)}
        headers={Object.entries(attempt.request_headers)}
        note={
          attempt.request_headers_complete
            ? t(($) => $.deliveries.request.notListed)
            : t(($) => $.deliveries.request.notStored)
        }
      />
      <CopyAsCurl delivery={delivery} attempt={attempt} />
    </>
  );
}

/** The URL is the endpoint's own of today. Of a deleted endpoint, there is none. */
function CopyAsCurl({ delivery: { endpoint_id, payload }, attempt }: RequestPanelProps) {
  const endpoint = useEndpoint(endpoint_id);
  const { request_headers } = attempt;
  const signsAnew = isSignedAnew(request_headers);
  if (endpoint === undefined || payload === null) return null;
  // Without a signature of any time, the command would show nothing of the receiver.
  if (!signsAnew && !attempt.request_headers_complete) return null;
  return (
    <div className={classes.curl}>
      <CopyButton
        wide
        words={t(($) => $.deliveries.request.copyCurl)}
        what={signsAnew ? t(($) => $.deliveries.request.curlWhat) : t(($) => $.deliveries.request.curlSentWhat)}
        value={curlCommand({ url: endpoint.url, request_headers, body: JSON.stringify(payload) })}
      />
      <span className={classes.curlNote}>
        {signsAnew ? (
          <Trans i18nKey={($) => $.deliveries.request.curlNote} components={{ code: <code /> }} />
        ) : (
          t(($) => $.deliveries.request.curlSent)
        )}
      </span>
    </div>
  );
}
