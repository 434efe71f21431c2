import { Tooltip } from '@mantine/core';
import { useState } from 'react';
import { absoluteTime } from './format.js';
import { useElapsedTime, useIsAhead, useRelativeTime } from './relative-time.js';
import classes from './parts.module.css';
import { Trans } from 'react-i18next';
import { t } from '../texts/texts.js';

interface TimeProps {
  /** ISO 8601. */
  value: string;
}

/**
 * How long ago, or when; the exact time on hover. A list has a hundred of them: only those that a pointer has met have a tooltip.
 */
export function Time({ value }: TimeProps) {
  return <WithExactTime value={value}>{useRelativeTime(Date.parse(value))}</WithExactTime>;
}

/** How long it has lasted since: "3 min"; the exact time like that of `Time`. */
export function Elapsed({ value }: TimeProps) {
  return <WithExactTime value={value}>{useElapsedTime(Date.parse(value))}</WithExactTime>;
}

function WithExactTime({ value, children }: TimeProps & { children: string }) {
  const [isMet, setIsMet] = useState(false);
  const time = (
    <time
      dateTime={value}
      className={classes.time}
      onPointerEnter={() => {
        setIsMet(true);
      }}
    >
      {children}
    </time>
  );
  if (!isMet) return time;
  return (
    <Tooltip label={absoluteTime(Date.parse(value))} defaultOpened>
      {time}
    </Tooltip>
  );
}

/** "next in 5 min", and "due now" for an attempt that should have begun. */
export function NextAttempt({ at }: { at: string }) {
  return useIsAhead(Date.parse(at)) ? (
    <Trans i18nKey={($) => $.parts.time.next} components={{ time: <Time value={at} /> }} />
  ) : (
    t(($) => $.parts.time.due)
  );
}

/** The exact time, in the reader's time zone. */
export function ExactTime({ value }: TimeProps) {
  return <time dateTime={value}>{absoluteTime(Date.parse(value))}</time>;
}
