/** The password of the demonstration's accounts. Public on purpose; see loopback.ts for what that costs. */
export const DEMONSTRATION_PASSWORD = 'kvartal-demo';
