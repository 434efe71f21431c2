import { Text } from '@mantine/core';
import type { Attempt } from '@postrider/contracts';
import { useMemo } from 'react';
import { parseJson } from '../api/parse-json.js';
import { CopyButton } from '../parts/copy-button.js';
import { bytes } from '../parts/format.js';
import { JsonView } from '../parts/json-view.js';
import classes from './delivery.module.css';
import { HeaderList } from './header-list.js';

/** The response to an attempt: its status, body and headers. */
export function ResponsePanel({ attempt }: { attempt: Attempt }) {
  const { response_status, response_body, response_headers, response_headers_truncated } = attempt;
  if (response_status === null) {
    return (
      <Text size="sm" c="dimmed">
        No response.
      </Text>
    );
  }
  return (
    <>
      <Text size="sm" mb={6}>
        Status <strong>{response_status}</strong>, {sizeOf(response_body ?? '')}
      </Text>
      {response_body !== null && response_body !== '' && <Body text={response_body} />}
      <HeaderList
        what="Response headers"
        headers={(response_headers ?? []).map(({ name, value }) => [name, value])}
        note={noteOn(response_headers, response_headers_truncated)}
      />
    </>
  );
}

function noteOn(headers: Attempt['response_headers'], isTruncated: boolean): string | undefined {
  if (headers === null) return 'The headers of this response are not stored.';
  if (isTruncated) return 'The response had more headers than are stored.';
  return headers.some(({ value }) => value === '[hidden]')
    ? 'A value that may be a credential is not stored.'
    : undefined;
}

/** JSON is formatted as a payload is. Everything else is shown as it came. */
function Body({ text }: { text: string }) {
  const json = useMemo(() => structureOf(text), [text]);
  if (json !== undefined) return <JsonView value={json} what="the response body" />;
  return (
    <div className={classes.bodyBox}>
      {/* What scrolls must be reached by the keyboard, and this is. */}
      <textarea
        className={classes.body}
        dir="ltr"
        readOnly
        rows={Math.min(12, text.split('\n').length)}
        value={text}
        aria-label="Response body"
      />
      <div className={classes.bodyCopy}>
        <CopyButton value={text} what="the response body" />
      </div>
    </div>
  );
}

/** The JSON object or array of a text. */
function structureOf(text: string): object | undefined {
  if (!/^\s*[{[]/.test(text)) return undefined;
  try {
    return parseJson(text) as object;
  } catch {
    return undefined;
  }
}

/** The API marks a body that was longer than the stored part. */
function sizeOf(body: string): string {
  if (body === '') return 'without a body';
  return body.endsWith('… [cut]') ? 'first 16 KiB of the body' : `body of ${bytes(new Blob([body]).size)}`;
}
