/** A page loads nothing from other hosts, but its logo. Its components set style attributes. */
export const pagePolicy = ({ images = '', ancestors = "'none'" } = {}): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    `img-src 'self' data:${images && ` ${images}`}`,
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${ancestors}`,
  ].join('; ');
