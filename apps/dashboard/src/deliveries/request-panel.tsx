import type { Attempt } from '@postrider/contracts';
import { HeaderList } from './header-list.js';
import { hasAllHeaders } from './sent-headers.js';

/** The request of an attempt. Its body is the payload, which the page shows once. */
export function RequestPanel({ attempt }: { attempt: Attempt }) {
  return (
    <HeaderList
      what="Request headers"
      headers={Object.entries(attempt.request_headers)}
      note={
        hasAllHeaders(attempt)
          ? 'Host, Connection and Content-Length, which HTTP itself adds, are not listed.'
          : 'The signatures, the time and the version are not stored: no request was sent, or by an older version.'
      }
    />
  );
}
