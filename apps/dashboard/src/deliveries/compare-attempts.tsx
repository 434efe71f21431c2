import { NativeSelect, Text } from '@mantine/core';
import type { Attempt } from '@postrider/contracts';
import { useMemo, useState } from 'react';
import { Card } from '../parts/card.js';
import { t } from '../texts/texts.js';
import { differencesOf, type Difference } from './attempt-differences.js';
import classes from './compare.module.css';
import type { DiffLine } from './line-diff.js';
import { useAttemptUrl } from './use-attempt-url.js';

interface CompareAttemptsProps {
  endpointId: string;
  /** Oldest first, at least two. */
  attempts: readonly Attempt[];
}

/** Two attempts side by side: at first the last two. */
export function CompareAttempts({ endpointId, attempts }: CompareAttemptsProps) {
  const [firstNumber, setFirst] = useState<number>();
  const [secondNumber, setSecond] = useState<number>();
  const first = attempts.find(({ number }) => number === firstNumber) ?? attempts.at(-2);
  const second = attempts.find(({ number }) => number === secondNumber) ?? attempts.at(-1);
  if (first === undefined || second === undefined) return null;
  const options = attempts.map(({ number, response_status }) => ({
    value: String(number),
    label: t(($) => $.deliveries.compare.option, {
      number,
      result: response_status ?? t(($) => $.deliveries.compare.noResponse),
    }),
  }));
  return (
    <Card title={t(($) => $.deliveries.compare.title)}>
      <div className={classes.choices}>
        <NativeSelect
          label={t(($) => $.deliveries.compare.first)}
          data={options}
          value={first.number}
          onChange={(event) => {
            setFirst(Number(event.currentTarget.value));
          }}
        />
        <NativeSelect
          label={t(($) => $.deliveries.compare.second)}
          data={options}
          value={second.number}
          onChange={(event) => {
            setSecond(Number(event.currentTarget.value));
          }}
        />
      </div>
      <Comparison endpointId={endpointId} first={first} second={second} />
    </Card>
  );
}

function Comparison({ endpointId, first, second }: { endpointId: string; first: Attempt; second: Attempt }) {
  const urlOf = useAttemptUrl(endpointId, [first, second]);
  const [firstUrl, secondUrl] = [urlOf(first), urlOf(second)];
  const { facts, request, response, body } = useMemo(
    () => differencesOf({ ...first, url: firstUrl }, { ...second, url: secondUrl }),
    [first, second, firstUrl, secondUrl],
  );
  const names = [`#${first.number}`, `#${second.number}`] as const;
  return (
    <>
      <Pairs title={t(($) => $.deliveries.compare.facts)} names={names} rows={facts} />
      <Pairs title={t(($) => $.deliveries.compare.request)} names={names} rows={request} />
      <Pairs title={t(($) => $.deliveries.compare.response)} names={names} rows={response} />
      <BodyDifferences names={names} lines={body} />
    </>
  );
}

interface PairsProps {
  title: string;
  names: readonly [string, string];
  rows: readonly Difference[];
}

function Pairs({ title, names, rows }: PairsProps) {
  if (rows.length === 0) return null;
  return (
    <table className={classes.pairs}>
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">{t(($) => $.deliveries.compare.name)}</th>
          {names.map((name, index) => (
            <th key={index} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, first, second }) => (
          <tr key={name} data-differs={first !== second || undefined}>
            <th scope="row">{name}</th>
            <td>{first ?? '–'}</td>
            <td>{second ?? '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const marks = { both: ' ', first: '−', second: '+' } as const;

function BodyDifferences({ names, lines }: { names: readonly [string, string]; lines: readonly DiffLine[] }) {
  if (lines.every((line) => line.in === 'both')) {
    return (
      <Text size="sm" c="dimmed" mt="sm">
        {t(($) => $.deliveries.compare.sameBodies)}
      </Text>
    );
  }
  return (
    <>
      <Text size="sm" fw={600} mt="sm" mb={4}>
        {t(($) => $.deliveries.compare.body, { first: names[0], second: names[1] })}
      </Text>
      <pre
        className={classes.lines}
        dir="ltr"
        role="region"
        aria-label={t(($) => $.deliveries.compare.bodyLabel)}
        tabIndex={0}
      >
        {lines.map((line, index) => (
          <span key={index} className={classes.line} data-in={line.in}>
            {marks[line.in]} <bdi>{line.text}</bdi>
            {'\n'}
          </span>
        ))}
      </pre>
    </>
  );
}
