/** Bytes compare like ids: they sort by time. */
export const id = 'text COLLATE "C"';
export const time = 'timestamptz NOT NULL';
export const now = 'timestamptz NOT NULL DEFAULT now()';
