import classes from './drawings.module.css';

/** An envelope that is on its way: nothing is here yet. */
export function EmptyDrawing() {
  return (
    <svg className={classes.drawing} viewBox="0 0 120 64" aria-hidden>
      <path className={classes.trail} d="M4 46h22M10 36h14M16 26h10" />
      <rect className={classes.paper} x="38" y="12" width="64" height="42" rx="5" />
      <path className={classes.line} d="m40 16 25 20a8 8 0 0 0 10 0l25-20" />
      <circle className={classes.accent} cx="102" cy="14" r="5" />
    </svg>
  );
}

/** A line that is interrupted: it could not be loaded. */
export function BrokenDrawing() {
  return (
    <svg className={classes.drawing} viewBox="0 0 120 64" aria-hidden>
      <path className={classes.line} d="M6 32h34M80 32h34" />
      <path
        className={classes.line}
        d="M40 20v24a10 10 0 0 0 10 0V20a10 10 0 0 0-10 0ZM80 20v24a10 10 0 0 1-10 0V20a10 10 0 0 1 10 0Z"
      />
      <path className={classes.broken} d="m57 12 6 10-6 10 6 10-6 10" />
    </svg>
  );
}
