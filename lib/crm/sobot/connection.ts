/** A Sobot connection whose settings were resolved. */
export type { SobotConnection } from '../../settings/schema.ts';
