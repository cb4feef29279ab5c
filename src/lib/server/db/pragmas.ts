/** How long a connection waits for another's write before it gives up. */
export const BUSY_TIMEOUT_MS = 10_000;
