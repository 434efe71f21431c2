import { Stack, Tabs, Text } from '@mantine/core';
import type { Attempt } from '@postrider/contracts';
import { useMemo } from 'react';
import { parseJson } from '../api/parse-json.js';
import { CopyButton } from '../parts/copy-button.js';
import { bytes } from '../parts/format.js';
import { JsonView } from '../parts/json-view.js';
import { attemptFailure } from './attempt-failure.js';
import classes from './delivery.module.css';
import { sentHeaders, signatureNote } from './sent-headers.js';

interface AttemptDetailProps {
  attempt: Attempt;
  /** Shows the reason of a failure, unless the page already does. */
  isExplained: boolean;
}

/** One attempt: its failure in words, the response, and the request. */
export function AttemptDetail({ attempt, isExplained }: AttemptDetailProps) {
  const failure = isExplained ? attemptFailure(attempt) : undefined;
  return (
    <Stack gap="sm">
      {failure !== undefined && (
        <Text size="sm">
          {failure.explanation.what} <span className={classes.todo}>{failure.explanation.todo}</span>
        </Text>
      )}
      <Tabs defaultValue="response" keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="response">Response</Tabs.Tab>
          <Tabs.Tab value="headers">Request headers</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="response" pt="sm">
          <ResponsePanel attempt={attempt} />
        </Tabs.Panel>
        <Tabs.Panel value="headers" pt="sm">
          <Headers attempt={attempt} />
        </Tabs.Panel>
      </Tabs>
    </Stack>
  );
}

function ResponsePanel({ attempt: { response_status, response_body } }: { attempt: Attempt }) {
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
    </>
  );
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

function Headers({ attempt }: { attempt: Attempt }) {
  return (
    <>
      <dl className={classes.headers} dir="ltr">
        {sentHeaders(attempt).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd data-note={value === signatureNote || undefined}>
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      <Text size="xs" c="dimmed" mt={6}>
        Signatures and the version are not stored. Headers that HTTP itself adds are not shown.
      </Text>
    </>
  );
}
