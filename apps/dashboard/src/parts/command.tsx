import { CopyButton } from './copy-button.js';
import classes from './parts.module.css';
import { t } from '../texts/texts.js';

/** A command to run at a terminal, to copy. */
export function Command({ children }: { children: string }) {
  return (
    <div className={classes.commandBox}>
      <pre className={classes.command} dir="ltr">
        {children}
      </pre>
      <div className={classes.commandCopy}>
        <CopyButton value={children} what={t(($) => $.parts.command)} />
      </div>
    </div>
  );
}
