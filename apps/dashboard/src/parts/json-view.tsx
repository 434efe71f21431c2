import { Button, Group, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { CopyButton } from './copy-button.js';
import { bytes, count } from './format.js';
import { type JsonLine, jsonLines } from './json-lines.js';
import classes from './json-view.module.css';
import { t } from '../texts/texts.js';

interface JsonViewProps {
  value: unknown;
  /** What it is: "the payload". */
  what: string;
}

/** Enough for most payloads, and little enough to be laid out at once. */
const linesAtFirst = 200;
/** As in the stylesheet. */
const printedLines = 2_000;
const charactersAtFirst = 2_000;

/** JSON to read and copy. Of very much, and of very long texts, it shows the beginning until asked for all. */
export function JsonView({ value, what }: JsonViewProps) {
  const [all, setAll] = useState(false);
  const text = useMemo(() => JSON.stringify(value, null, 2), [value]);
  const lines = useMemo(() => jsonLines(text, all ? Number.POSITIVE_INFINITY : charactersAtFirst), [text, all]);
  const shown = all ? lines : lines.slice(0, linesAtFirst);
  const cut = lines.length > shown.length || shown.some(({ hidden }) => hidden > 0);

  return (
    <div className={classes.box}>
      <div className={classes.copy}>
        <CopyButton value={text} what={what} />
      </div>
      {/* Its own left-to-right block: braces stay in their places, whatever script the texts are in. */}
      <pre className={classes.code} dir="ltr" role="region" aria-label={what} tabIndex={0}>
        {shown.map((line, index) => (
          <Line key={index} line={line} />
        ))}
      </pre>
      {shown.length > printedLines && (
        <Text size="xs" c="dimmed" className={classes.notPrinted}>
          {t(($) => $.parts.json.notPrinted, {
            count: shown.length - printedLines,
            lines: count(shown.length - printedLines),
          })}
        </Text>
      )}
      {(cut || all) && (
        <Group gap="sm" p="xs" px="md">
          <Text size="xs" c="dimmed">
            {t(($) => $.parts.json.size, {
              count: lines.length,
              lines: count(lines.length),
              bytes: bytes(new Blob([text]).size),
            })}
          </Text>
          <Button
            variant="subtle"
            size="compact-xs"
            onClick={() => {
              setAll(!all);
            }}
          >
            {all ? t(($) => $.parts.json.less) : t(($) => $.parts.json.all)}
          </Button>
        </Group>
      )}
    </div>
  );
}

function Line({ line: { pieces, hidden } }: { line: JsonLine }) {
  return (
    <span className={classes.line}>
      {pieces.map(({ kind, text }, index) => (
        // A text in a right-to-left script must not turn around what stands beside it.
        <bdi key={index} className={classes[kind]}>
          {text}
        </bdi>
      ))}
      {hidden > 0 && (
        <span className={classes.hidden}>
          {t(($) => $.parts.json.more, { count: hidden, characters: count(hidden) })}
        </span>
      )}
      {'\n'}
    </span>
  );
}
