import { Text } from '@mantine/core';
import type { Attempt } from '@postrider/contracts';
import { useMemo } from 'react';
import { Trans } from 'react-i18next';
import { parseJson } from '../api/parse-json.js';
import { CopyButton } from '../parts/copy-button.js';
import { bytes } from '../parts/format.js';
import { JsonView } from '../parts/json-view.js';
import { t } from '../texts/texts.js';
import classes from './delivery.module.css';
import { HeaderList } from './header-list.js';

/** The response to an attempt: its status, body and headers. */
export function ResponsePanel({ attempt }: { attempt: Attempt }) {
  const { response_status, response_body, response_headers, response_headers_truncated } = attempt;
  if (response_status === null) {
    return (
      <Text size="sm" c="dimmed">
        {t(($) => $.deliveries.response.none)}
      </Text>
    );
  }
  return (
    <>
      <Text size="sm" mb={6}>
        <StatusAndSize status={response_status} body={response_body ?? ''} />
      </Text>
      {response_body !== null && response_body !== '' && <Body text={response_body} />}
      <HeaderList
        what={t(($) => $.deliveries.response.headers)}
        headers={(response_headers ?? []).map(({ name, value }) => [name, value])}
        note={noteOn(response_headers, response_headers_truncated)}
      />
    </>
  );
}

function noteOn(headers: Attempt['response_headers'], isTruncated: boolean): string | undefined {
  if (headers === null) return t(($) => $.deliveries.response.notStored);
  if (isTruncated) return t(($) => $.deliveries.response.truncated);
  return headers.some(({ value }) => value === '[hidden]') ? t(($) => $.deliveries.response.hidden) : undefined;
}

/** JSON is formatted as a payload is. Everything else is shown as it came. */
function Body({ text }: { text: string }) {
  const json = useMemo(() => structureOf(text), [text]);
  if (json !== undefined) return <JsonView value={json} what={t(($) => $.deliveries.response.bodyWhat)} />;
  return (
    <div className={classes.bodyBox}>
      {/* What scrolls must be reached by the keyboard, and this is. */}
      <textarea
        className={classes.body}
        dir="ltr"
        readOnly
        rows={Math.min(12, text.split('\n').length)}
        value={text}
        aria-label={t(($) => $.deliveries.response.body)}
      />
      <div className={classes.bodyCopy}>
        <CopyButton value={text} what={t(($) => $.deliveries.response.bodyWhat)} />
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
function StatusAndSize({ status, body }: { status: number; body: string }) {
  const components = { strong: <strong /> };
  if (body === '') {
    return <Trans i18nKey={($) => $.deliveries.response.withoutBody} values={{ status }} components={components} />;
  }
  if (body.endsWith('… [cut]')) {
    return <Trans i18nKey={($) => $.deliveries.response.cutBody} values={{ status }} components={components} />;
  }
  const size = bytes(new Blob([body]).size);
  return <Trans i18nKey={($) => $.deliveries.response.withBody} values={{ status, size }} components={components} />;
}
