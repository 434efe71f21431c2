import classes from './shell.module.css';

/** No text to translate. */
const productName = 'Postrider';

export function Logo() {
  return (
    <span className={classes.logo}>
      <svg viewBox="0 0 32 32" width="24" height="24" aria-hidden>
        <rect width="32" height="32" rx="7" fill="#3a4fc4" />
        <path
          d="M8 23V9h9.2a5.4 5.4 0 0 1 0 10.8H12"
          fill="none"
          stroke="#fff"
          strokeWidth="3"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
        <path d="M19.5 23.5 25 23.5" stroke="#fff" strokeWidth="3" strokeLinecap="round" />
      </svg>
      {productName}
    </span>
  );
}
