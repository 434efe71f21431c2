import { CopyButton } from './copy-button.js';
import classes from './parts.module.css';
import { t } from '../texts/texts.js';

/** An id, as it stands in the API, to copy. Cut off where there is no space for it. */
export function Id({ value, what = t(($) => $.parts.id) }: { value: string; what?: string }) {
  return (
    <span className={classes.id}>
      <code className={`${classes.mono ?? ''} ${classes.idText ?? ''}`} title={value}>
        {value}
      </code>
      <CopyButton value={value} what={what} />
    </span>
  );
}
