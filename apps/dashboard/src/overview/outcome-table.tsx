import { count } from '../parts/format.js';
import { t } from '../texts/texts.js';
import { span } from './bucket-times.js';
import { outcomes, totalOf } from './outcomes.js';
import classes from './overview.module.css';
import type { Bucket } from './overview-query.js';

interface OutcomeTableProps {
  buckets: readonly Bucket[];
  bucketSeconds: number;
}

/** The chart in numbers, newest first, without empty periods. */
export function OutcomeTable({ buckets, bucketSeconds }: OutcomeTableProps) {
  const rows = buckets.filter((bucket) => totalOf(bucket) > 0).toReversed();
  return (
    <div className={classes.numbers}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t(($) => $.overview.outcomeTable.time)}</th>
            {outcomes.map(({ key, name }) => (
              <th key={key} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((bucket) => (
            <tr key={bucket.start}>
              <th scope="row">{span(bucket.start, bucketSeconds)}</th>
              {outcomes.map(({ key }) => (
                <td key={key}>{count(bucket[key])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
