import { Text } from '@mantine/core';
import type { Attempt } from '@postrider/contracts';
import { duration } from '../parts/format.js';
import { t } from '../texts/texts.js';
import { phasesOf } from './attempt-phases.js';
import classes from './timing.module.css';

/** The phases of an attempt as a bar and in numbers. The bar repeats the numbers, so only they are read out. */
export function TimingPanel({ attempt }: { attempt: Attempt }) {
  const phases = phasesOf(attempt);
  if (phases === undefined) {
    return (
      <Text size="sm" c="dimmed">
        {t(($) => $.deliveries.timing.unknown, { time: duration(attempt.duration_ms) })}
      </Text>
    );
  }
  const isReused = attempt.timing?.connect_ms === null;
  return (
    <>
      <div className={classes.bar} aria-hidden>
        {phases.map(({ key, ms }) => (
          <span key={key} className={classes.part} data-phase={key} style={{ flexGrow: ms }} />
        ))}
      </div>
      <table className={classes.phases}>
        <thead>
          <tr>
            <th scope="col">{t(($) => $.deliveries.timing.phase)}</th>
            <th scope="col">{t(($) => $.deliveries.timing.time)}</th>
          </tr>
        </thead>
        <tbody>
          {phases.map(({ key, name, ms }) => (
            <tr key={key}>
              <th scope="row">
                <span className={classes.mark} data-phase={key} aria-hidden />
                {name}
              </th>
              <td>{duration(ms)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t(($) => $.deliveries.timing.total)}</th>
            <td>{duration(attempt.duration_ms)}</td>
          </tr>
        </tfoot>
      </table>
      {isReused && (
        <Text size="xs" c="dimmed" mt={6}>
          {t(($) => $.deliveries.timing.reused)}
        </Text>
      )}
    </>
  );
}
