import classes from './parts.module.css';

/** Names and values of one's own, as they were given. */
export function Metadata({ metadata }: { metadata: Readonly<Record<string, string>> }) {
  return (
    <ul className={classes.metadata}>
      {Object.entries(metadata).map(([name, value]) => (
        <li key={name} dir="auto">
          <span className={classes.metadataName}>{name}:</span> <bdi>{value}</bdi>
        </li>
      ))}
    </ul>
  );
}
