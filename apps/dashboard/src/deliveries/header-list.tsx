import { Text } from '@mantine/core';
import classes from './delivery.module.css';

interface HeaderListProps {
  /** What they are: "Response headers". */
  what: string;
  headers: readonly (readonly [name: string, value: string])[];
  /** What the list lacks. */
  note?: string | undefined;
}

/** Headers in the order in which they were sent. A name may be repeated. */
export function HeaderList({ what, headers, note }: HeaderListProps) {
  return (
    <section aria-label={what} className={classes.headerList}>
      <Text size="sm" fw={600} mb={4} aria-hidden>
        {what}
      </Text>
      {headers.length > 0 && (
        <dl className={classes.headers} dir="ltr">
          {headers.map(([name, value], index) => (
            <div key={index}>
              <dt>{name}</dt>
              <dd>
                <bdi>{value}</bdi>
              </dd>
            </div>
          ))}
        </dl>
      )}
      {note !== undefined && (
        <Text size="xs" c="dimmed" mt={6}>
          {note}
        </Text>
      )}
    </section>
  );
}
